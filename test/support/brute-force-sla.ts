import type { EntityInput } from '#contracts/sla/settle-entity.ts';
import type { Measured, SettledClass } from '#contracts/sla/settled-class.ts';
import type { ExcuseCause } from '#core/domain/contract-terms.ts';
import { type ServiceCalendar, WEEKDAYS } from '#core/time/calendar.ts';
import type { Interval, IntervalSet } from '#core/time/intervals.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';

type Outage = EntityInput['outages'][number];
type Excuse = EntityInput['excused'][number];

/** The zone that the slow truth can tell the time of: seven hours ahead of UTC, all year. */
export const FIXED_ZONE = 'Asia/Ho_Chi_Minh';
const OFFSET_MS = hours(7);
const SECOND_MS = seconds(1);

/** What the slow truth says of one second of the contract. */
interface JudgedSecond {
  readonly atMs: number;
  readonly measured: Measured;
  readonly class: SettledClass;
  readonly isInService: boolean;
  readonly isUnderContract: boolean;
  /** Every cause for which it is taken out: where there are several, any of them may be printed. */
  readonly causes: ReadonlySet<ExcuseCause>;
  /** The outage that it is part of, where the contractor answers for it. */
  readonly ownOutage?: string;
}

/** What the slow truth says of a contract's period; durations are sums of whole seconds. */
export interface BruteForceFigures {
  /** The class of each second of the period, in order. */
  readonly classes: readonly SettledClass[];
  readonly sums: Readonly<Record<SettledClass, number>>;
  /** How much each cause could be printed for: less where another cause takes the same seconds out. */
  readonly excusedAtMost: ReadonlyMap<ExcuseCause, number>;
  readonly goodMs: number;
  readonly countedMs: number;
  readonly lowGoodMs: number;
  readonly highGoodMs: number;
  readonly boundsCountedMs: number;
  readonly coverage: { readonly knownMs: number; readonly inServiceMs: number };
  readonly underContractMs: number;
  /** By `ref`. */
  readonly outages: ReadonlyMap<string, BruteForceOutage>;
  readonly outageCount: number;
  readonly restoredCount: number;
  readonly restoredMs: number;
  readonly longestOutageMs: number;
}

export interface BruteForceOutage {
  readonly isShort: boolean;
  readonly ownMs: number;
  readonly ownInPeriodMs: number;
  /** Of its time to restore, where the contract has one. */
  readonly overMs: number;
  readonly overBeforeMs: number;
  readonly startedHours: number;
}

/**
 * Judges second by second what the design says of figures, as slowly as that takes: no interval is ever united, cut or
 * laid over another. All times of the input must be whole seconds, its zone {@link FIXED_ZONE}, and what was measured
 * known from `fromMs` on: seconds before the period use up allowances and times to restore.
 */
export function bruteForceFigures(input: EntityInput, fromMs: number): BruteForceFigures {
  const all = judgeSeconds(input, fromMs);
  const period = all.filter(({ atMs }) => atMs >= input.period.fromMs);
  const msOf = (isMeant: (second: JudgedSecond) => boolean) => period.filter(isMeant).length * SECOND_MS;
  const sums = mapClasses((settled) => msOf((second) => second.class === settled));
  const { unknown, degraded } = input.terms;
  const knownGoodMs = sums.up + (degraded === 'up' ? sums.degraded : 0);
  const knownMs = sums.up + sums.degraded + sums.down;
  const outages = new Map(input.outages.map((outage) => [outage.ref, judgeOutage(outage, input, all)]));
  return {
    classes: period.map((second) => second.class),
    sums,
    excusedAtMost: countCauses(period),
    goodMs: knownGoodMs + (unknown === 'up' ? sums.unknown : 0),
    countedMs: knownMs + (unknown === 'left-out' ? 0 : sums.unknown),
    lowGoodMs: knownGoodMs,
    highGoodMs: knownGoodMs + sums.unknown,
    boundsCountedMs: knownMs + sums.unknown,
    coverage: {
      knownMs: msOf(({ isInService, measured }) => isInService && measured !== 'unknown'),
      inServiceMs: msOf(({ isInService }) => isInService),
    },
    underContractMs: msOf(({ isUnderContract }) => isUnderContract),
    outages,
    ...countOutages(input, all, outages),
  };
}

const mapClasses = (sumOf: (settled: SettledClass) => number): BruteForceFigures['sums'] => ({
  'out-of-service': sumOf('out-of-service'),
  excused: sumOf('excused'),
  others: sumOf('others'),
  unknown: sumOf('unknown'),
  down: sumOf('down'),
  degraded: sumOf('degraded'),
  up: sumOf('up'),
});

function countCauses(period: readonly JudgedSecond[]): ReadonlyMap<ExcuseCause, number> {
  const sumsMs = new Map<ExcuseCause, number>();
  for (const { causes } of period) {
    for (const cause of causes) sumsMs.set(cause, (sumsMs.get(cause) ?? 0) + SECOND_MS);
  }
  return sumsMs;
}

/** The clock of restoration ticks in the contractor's own seconds, and every hour that begins beyond is one started. */
function judgeOutage(
  outage: Outage,
  { period, terms }: EntityInput,
  all: readonly JudgedSecond[],
): BruteForceOutage {
  const own = all.filter(({ ownOutage }) => ownOutage === outage.ref);
  const isNow = ({ atMs }: JudgedSecond) => atMs >= period.fromMs;
  const withinMs = Math.max(...terms.targets.restoration.map((target) => target.withinMs));
  const over = own.filter((_, index) => index * SECOND_MS >= withinMs);
  const hourly = over.filter((_, index) => (index * SECOND_MS) % hours(1) === 0);
  return {
    isShort: isShortOutage(outage, { terms }),
    ownMs: own.length * SECOND_MS,
    ownInPeriodMs: own.filter(isNow).length * SECOND_MS,
    overMs: over.length * SECOND_MS,
    overBeforeMs: over.filter((second) => !isNow(second)).length * SECOND_MS,
    startedHours: hourly.filter(isNow).length,
  };
}

/** An outage is of the period in which it became the contractor's, and restored in the one in which it ended. */
function countOutages(
  { outages, period }: EntityInput,
  all: readonly JudgedSecond[],
  judged: BruteForceFigures['outages'],
) {
  const own = outages.filter(({ ref }) => (judged.get(ref)?.ownMs ?? 0) > 0);
  const ownMsOf = ({ ref }: Outage) => judged.get(ref)?.ownMs ?? 0;
  const firstMsOf = ({ ref }: Outage) => all.find(({ ownOutage }) => ownOutage === ref)?.atMs ?? Number.NaN;
  const ended = own.filter(
    ({ toMs, untilAfterMs }) => untilAfterMs !== undefined && period.fromMs < toMs && toMs <= period.toMs,
  );
  const touching = own.filter(({ toMs }) => toMs > period.fromMs);
  return {
    outageCount: own.filter((outage) => firstMsOf(outage) >= period.fromMs).length,
    restoredCount: ended.length,
    restoredMs: ended.reduce((sumMs, outage) => sumMs + ownMsOf(outage), 0),
    longestOutageMs: Math.max(0, ...touching.map(ownMsOf)),
  };
}

/** From `fromMs` to the end of the period. */
function judgeSeconds(input: EntityInput, fromMs: number): readonly JudgedSecond[] {
  const walks = { isPlannedWork: createPlannedWork(input), isBatteryEmpty: createBatteries(input) };
  const judged: JudgedSecond[] = [];
  for (let atMs = fromMs; atMs < input.period.toMs; atMs += SECOND_MS) {
    judged.push(judgeSecond(input, atMs, walks));
  }
  return judged;
}

interface Walks {
  readonly isPlannedWork: ReturnType<typeof createPlannedWork>;
  readonly isBatteryEmpty: ReturnType<typeof createBatteries>;
}

function judgeSecond(input: EntityInput, atMs: number, walks: Walks): JudgedSecond {
  const measured = measuredAt(input, atMs);
  const isUnderContract = has(input.inForce, atMs) && measured !== 'out-of-service';
  const isInService = isUnderContract && isOpen(input.terms.service, atMs);
  const causes = new Set<ExcuseCause>(walks.isPlannedWork(atMs, isInService) ? ['planned-work'] : []);
  const claimed = claimsAt(input, atMs, walks.isBatteryEmpty(atMs));
  const outage = input.outages.find((candidate) => isIn(candidate, atMs));
  const isShort = outage !== undefined && isShortOutage(outage, input);
  const state = measured === 'down' && isShort ? 'up' : measured;
  if (isInService && (state === 'down' || state === 'unknown')) {
    for (const cause of claimed) causes.add(cause);
  }
  const isLeftToOthers = input.terms.othersDown === 'left-out' && isOthers(input, atMs);
  const settled = classOf(state, isInService, causes.size > 0, isLeftToOthers);
  return {
    atMs,
    measured,
    class: settled,
    isInService,
    isUnderContract,
    causes,
    ...(outage && settled === 'down' ? { ownOutage: outage.ref } : {}),
  };
}

/** Out of service > excused > others > unknown > down > degraded > up. */
function classOf(
  state: Measured,
  isInService: boolean,
  isExcused: boolean,
  isLeftToOthers: boolean,
): SettledClass {
  if (!isInService || state === 'out-of-service') return 'out-of-service';
  if (isExcused) return 'excused';
  if (state === 'down' && isLeftToOthers) return 'others';
  return state;
}

const isIn = ({ fromMs, toMs }: Interval, atMs: number) => fromMs <= atMs && atMs < toMs;
const has = (set: IntervalSet, atMs: number) => set.some((interval) => isIn(interval, atMs));

function measuredAt({ measured }: EntityInput, atMs: number): Measured {
  const segment = measured.find((candidate) => isIn(candidate, atMs));
  if (!segment) throw new Error(`brute force: nothing measured at ${atMs}`);
  return segment.state;
}

/** Judged whole, however much of it lies in the period; how long one is that lasts, nobody knows. */
const isShortOutage = (
  { fromMs, toMs, untilAfterMs }: Outage,
  { terms }: Pick<EntityInput, 'terms'>,
): boolean => untilAfterMs !== undefined && toMs - fromMs < terms.shortestOutageMs;

/** What nobody else is known to answer for is the entity's own. */
function isOthers({ attributed, isOwn }: EntityInput, atMs: number): boolean {
  const blamed = attributed.find((candidate) => isIn(candidate, atMs));
  return blamed !== undefined && !isOwn(blamed.owner, atMs);
}

/** The causes of the claims that reach over an instant: of a power cut, where batteries no longer owe it. */
function claimsAt({ excused, terms }: EntityInput, atMs: number, isBatteryEmpty: boolean): ExcuseCause[] {
  return excused
    .filter(({ scope, cause, set }) => scope === 'down' && terms.excused.has(cause) && has(set, atMs))
    .filter(({ cause }) => cause !== 'power-cut' || isBatteryEmpty)
    .map(({ cause }) => cause);
}

/** Asked second by second in order of time, whether power has been away for longer than batteries owe, by whichever claim. */
function createBatteries({ excused, terms }: EntityInput) {
  const cuts = excused.filter(({ scope, cause }) => scope === 'down' && cause === 'power-cut');
  let awayMs = 0;
  return (atMs: number): boolean => {
    const isEmpty = awayMs >= terms.upsAutonomyMs;
    awayMs = cuts.some(({ set }) => has(set, atMs)) ? awayMs + SECOND_MS : 0;
    return isEmpty;
  };
}

/** Asked second by second in order of time, it uses up what the contract allows in each month, quarter or year. */
function createPlannedWork({ excused, terms }: EntityInput) {
  const usedMs = new Map<string, number>();
  return (atMs: number, isInService: boolean): boolean => {
    const { plannedWork } = terms;
    if (!plannedWork || !terms.excused.has('planned-work') || !isInService) return false;
    if (plannedWork.onlyBetween && !isOpen(plannedWork.onlyBetween, atMs)) return false;
    if (!excused.some((excuse) => isAnnounced(excuse, atMs, plannedWork.noticeMs))) return false;
    const key = keyOf(atMs, plannedWork.atMostPer);
    const beforeMs = usedMs.get(key) ?? 0;
    if (plannedWork.atMostMs !== undefined && beforeMs >= plannedWork.atMostMs) return false;
    usedMs.set(key, beforeMs + SECOND_MS);
    return true;
  };
}

/** In time is before the window that is asked for began, all of which counts or none. */
const isAnnounced = (excuse: Excuse, atMs: number, noticeMs: number) =>
  excuse.scope === 'window' &&
  excuse.set.some((window) => isIn(window, atMs) && excuse.announcedMs + noticeMs <= window.fromMs);

function keyOf(atMs: number, kind: 'month' | 'quarter' | 'year'): string {
  const wall = new Date(atMs + OFFSET_MS);
  const [year, month] = [wall.getUTCFullYear(), wall.getUTCMonth()];
  if (kind === 'year') return `${year}`;
  return kind === 'month' ? `${year}-${month}` : `${year} ${Math.floor(month / 3)}`;
}

/** By the clock on the wall; a window that goes beyond midnight belongs to the day on which it opens. */
function isOpen({ windows, holidays }: ServiceCalendar, atMs: number): boolean {
  const wallMs = atMs + OFFSET_MS;
  const todayMs = Math.floor(wallMs / days(1)) * days(1);
  if (holidays.some((date) => Date.parse(date) === todayMs)) return false;
  if (windows.length === 0) return true;
  return [todayMs, todayMs - days(1)].some((dayMs) =>
    windows.some(({ days: on, fromMinute, toMinute }) => {
      const weekday = WEEKDAYS[(new Date(dayMs).getUTCDay() + 6) % 7];
      const closesMs = dayMs + minutes(toMinute) + (toMinute > fromMinute ? 0 : days(1));
      return on.some((day) => day === weekday) && dayMs + minutes(fromMinute) <= wallMs && wallMs < closesMs;
    }),
  );
}
