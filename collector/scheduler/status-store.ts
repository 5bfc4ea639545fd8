import type { Check } from '../../core/domain/inventory.ts';
import type { LiveColumns } from '../../core/domain/live-columns.ts';
import type { Reading } from '../../core/domain/probing.ts';
import type { LiveStatus } from '../../core/domain/sinks.ts';
import {
  type Change,
  deviceEntity,
  INDICATORS,
  type Indicator,
  isLost,
  PING_FILTERED,
} from '../../core/domain/state.ts';
import type { UnmeasuredTime } from '../../core/domain/unmeasured.ts';
import type { Steps } from '../../core/host/in-slices.ts';
import { seconds } from '../../core/time/units.ts';
import { flapRatio } from '../judge/flapping.ts';
import { judgeUnmeasured, wantsRecheck } from '../judge/judge.ts';
import { isNeverAnswered, type Status, unknownStatus } from '../judge/status.ts';
import type { Rung } from '../judge-life.ts';
import { verdictOf } from '../probing/verdict.ts';
import { createNames } from '../states/names.ts';
import { stateAt } from '../states/status-columns.ts';
import {
  checkAt,
  deviceIdAt,
  findRow,
  indicatorAt,
  NOTHING_WATCHED,
  type WatchColumns,
} from '../states/watch-columns.ts';
import {
  carryOver,
  createWatchedStates,
  higherRungs,
  reachRow,
  rowsLost,
  type WatchedStates,
} from '../states/watched-states.ts';
import { judgeRows, nameChange, sweepRows } from './judge-rows.ts';
import { answerAgeMs, provenTo } from './proven-to.ts';

/** Holds the status of every watched indicator and has the judge decide; no clock and no I/O of its own. */
export interface StatusStore {
  /** Judges readings that a canary vouched for. Those of reason `internal` say nothing and are left out. */
  readonly judgeReadings: (readings: readonly Reading[]) => Steps<readonly Change[]>;
  /** Devices whose probes stopped coming, and those that are no longer watched. */
  readonly sweep: (nowMs: number, sightSinceMs: number, graceMs: number) => readonly Change[];
  /** Sight was lost in between: runs of failures start anew. */
  readonly gap: () => void;
  readonly clockStep: (nowMs: number) => void;
  /** To what instant the checks of each interval may be covered: see {@link provenTo}. */
  readonly provenTo: (sightSinceMs: number) => ReadonlyMap<number, number>;
  /** Whether the reading contradicts the state for the worse; when to probe again, if so. */
  readonly recheckAtMs: (reading: Reading) => number | undefined;
  /** Takes over a new list, keeps every status that is still watched and closes the others. */
  readonly replace: (watches: WatchColumns, nowMs: number) => Steps<readonly Change[]>;
  /** `undefined` for a device that is not watched at that instant: it is no witness of anything. */
  readonly reachOf: (deviceId: string, atMs: number) => Status | undefined;
  /** The same of what it proves of others: a device whose pings are filtered answers, though not to pings. */
  readonly lifeOf: (deviceId: string, atMs: number) => Status | undefined;
  /** Checks of the same device to be asked at once, since this reading leaves open whether it lives. */
  readonly rungsToAsk: (reading: Reading) => readonly Indicator[];
  /** Takes over what was decided not to count as measured: from its beginning to its end nothing is judged. */
  readonly setUnmeasured: (times: readonly UnmeasuredTime[], nowMs: number) => readonly Change[];
  /** Whether a rung was never seen to answer, and is not accepted yet. */
  readonly neverAnswered: (deviceId: string, indicator: Indicator) => boolean;
  readonly isDown: (deviceId: string, indicator: Indicator) => boolean;
  readonly statuses: () => Iterable<LiveStatus>;
  readonly status: (deviceId: string, indicator: Indicator) => LiveStatus | undefined;
  /** The same as columns, with what is in force of the inventory. */
  readonly columns: (nowMs: number) => LiveColumns;
}

/** States that the ledger has on record, by `deviceId indicator`, to go on from after a restart. */
export type KnownStatuses = ReadonlyMap<string, Status>;

/** What is known of the run before. */
interface RunBefore {
  /** Where the last stretch of coverage ends of the checks of an interval that is so long at least. */
  readonly coveredToMs: (intervalMs: number, leastMs: number) => number;
  /** How late on a busy machine a probe may have been judged. */
  readonly lateMs: number;
}

const NOTHING_BEFORE: RunBefore = { coveredToMs: () => Number.POSITIVE_INFINITY, lateMs: 0 };

export function createStatusStore(known: KnownStatuses, runBefore: RunBefore = NOTHING_BEFORE): StatusStore {
  const reasons = createNames();
  let version = 0;
  let seenInForce = 0;
  const onChange = () => {
    version++;
  };
  let states = createWatchedStates(NOTHING_WATCHED, reasons, onChange);
  // Only the first list may go on from the record: afterwards the record knows better.
  let recorded = known;
  let unmeasuredByKey: ReadonlyMap<string, readonly UnmeasuredTime[]> = new Map();
  const isUnmeasured = ({ deviceId, indicator, atMs }: Reading) =>
    unmeasuredByKey.size > 0 &&
    unmeasuredByKey
      .get(`${deviceId} ${indicator}`)
      ?.some(({ fromMs, toMs = Infinity }) => fromMs <= atMs && atMs < toMs) === true;
  const rowOf = (deviceId: string, indicator: Indicator) => findRow(states.watches, deviceId, indicator);

  return {
    judgeReadings: (readings) => judgeRows(states, readings, isUnmeasured),
    sweep: (...times) => sweepRows(states, ...times),
    gap: () => states.statuses.gap(),
    clockStep: (nowMs) => states.statuses.clockStep(nowMs),
    provenTo: (sightSinceMs) => provenTo(states, sightSinceMs, runBefore.lateMs),
    recheckAtMs: (reading) => {
      // The ordinary case first: an answer without any loss is contrary to nothing.
      if (verdictOf(reading.outcome, 0).state === 'up') return undefined;
      const row = rowOf(reading.deviceId, reading.indicator);
      if (row < 0 || isUnmeasured(reading)) return undefined;
      const { degradedLossRatio, recheckMs } = checkAt(states.watches, row);
      const verdict = verdictOf(reading.outcome, degradedLossRatio);
      const isContrary = wantsRecheck(states.statuses.told(row), verdict);
      return isContrary ? reading.atMs + Math.max(recheckMs, seconds(1)) : undefined;
    },
    *replace(watches, nowMs) {
      const before = states;
      const next = createWatchedStates(watches, reasons, onChange);
      yield* carryOver(before, next, nowMs, (row) => {
        const status = recorded.get(`${deviceIdAt(watches, row)} ${indicatorAt(watches, row)}`);
        return resume(status, checkAt(watches, row), runBefore) ?? unknownStatus(nowMs);
      });
      const closed = [...closeRecorded(recorded, next, nowMs), ...closeLost(before, next, nowMs)];
      states = next;
      recorded = new Map();
      version++;
      return closed;
    },
    reachOf: (deviceId, atMs) => witnessOf(states, deviceId, atMs),
    lifeOf: (deviceId, atMs) => {
      const status = witnessOf(states, deviceId, atMs);
      if (status?.reason !== PING_FILTERED) return status;
      return answering(status, higherRungs(states, states.watches.devices.indexOf(deviceId) ?? -1));
    },
    rungsToAsk: (reading) => findRungsToAsk(states, reading),
    setUnmeasured: (times, nowMs) => {
      unmeasuredByKey = Map.groupBy(times, ({ deviceId, indicator }) => `${deviceId} ${indicator}`);
      return times.flatMap((time): Change[] => {
        const { id, deviceId, indicator, cause, fromMs, toMs = Infinity } = time;
        const row = rowOf(deviceId, indicator);
        if (row < 0 || fromMs > nowMs || (states.statuses.sinceMs[row] ?? 0) >= toMs) return [];
        const { status, change } = judgeUnmeasured(states.statuses.read(row), fromMs, 'measuring-fault');
        states.write(row, status);
        const evidence = { decision: id, cause };
        return change ? [nameChange(states, row, { ...change, evidence })] : [];
      });
    },
    neverAnswered: (deviceId, indicator) => {
      const row = rowOf(deviceId, indicator);
      return row >= 0 && isNeverAnswered(states.statuses.told(row));
    },
    isDown: (deviceId, indicator) => {
      const row = rowOf(deviceId, indicator);
      return row >= 0 && stateAt(states.statuses.state, row) === 'down';
    },
    statuses: function* () {
      for (let row = 0; row < states.watches.size; row++) yield toLive(states, row);
    },
    status: (deviceId, indicator) => {
      const row = rowOf(deviceId, indicator);
      return row < 0 ? undefined : toLive(states, row);
    },
    columns: (nowMs) => {
      const inForce = states.watches.now.version(nowMs);
      if (inForce !== seenInForce) version++;
      seenInForce = inForce;
      const { watches, statuses } = states;
      const { size, firstRow, device, indicator } = watches;
      const { state, reason, sinceMs, afterMs, lastMs } = statuses;
      return {
        ...{ size, devices: watches.now.columns, firstRow, device, indicator, version },
        ...{ state, reason, reasons: reasons.all, sinceMs, afterMs, lastProbeMs: lastMs },
      };
    },
  };
}

/** One that was never seen to answer bears witness of nothing. */
function witnessOf(states: WatchedStates, deviceId: string, atMs: number): Status | undefined {
  const { watches, statuses } = states;
  const device = watches.devices.indexOf(deviceId) ?? -1;
  const row = device < 0 ? -1 : reachRow(states, device);
  if (row < 0 || !watches.lives.isWatchedAt(device, atMs)) return undefined;
  const status = statuses.read(row);
  return isNeverAnswered(status) ? undefined : status;
}

function findRungsToAsk(
  states: WatchedStates,
  { deviceId, indicator, outcome }: Reading,
): readonly Indicator[] {
  // Most readings are answers to pings, which leave nothing to ask.
  if (indicator === 'reach' && outcome.ok) return [];
  const { watches, statuses } = states;
  if (findRow(watches, deviceId, indicator) < 0) return [];
  const device = watches.devices.indexOf(deviceId) ?? -1;
  const row = reachRow(states, device);
  const reach = row < 0 ? undefined : statuses.read(row);
  if (reach === undefined || (isNeverAnswered(reach) && !outcome.ok)) return [];
  // It answers again, or its pings are filtered: the next one tells.
  if (indicator !== 'reach' && outcome.ok) return isLost(reach) ? ['reach'] : [];
  const isFiltered = reach.reason === PING_FILTERED;
  if (isFiltered ? indicator === 'reach' : indicator !== 'reach' || isLost(reach)) return [];
  // Accounts lock: what refuses us is not asked more often.
  const others = higherRungs(states, device).filter(
    (rung) => rung.indicator !== indicator && rung.status.reason !== 'no-access',
  );
  return (isFiltered ? others : others.slice(0, 1)).map((rung) => rung.indicator);
}

/** Its answers are those of its other rungs. */
function answering(status: Status, rungs: readonly Rung[]): Status {
  const answersMs = rungs.flatMap((rung) => rung.status.lastAnswerMs ?? []);
  const { reason: _reason, ...rest } = status;
  return {
    ...rest,
    state: 'degraded',
    lastAnswerMs: Math.max(status.sinceMs, ...answersMs),
  };
}

/**
 * Neither the last probe of the run before is on record nor a failure that waited for its confirmation: of a covered device the last
 * answer was an interval and a confirmation before the end of the coverage, where that had lasted as long; else it may have been before
 * the gap. The edge of what changed meanwhile is dated after the earliest instant it can have been.
 */
function resume(
  status: Status | undefined,
  check: Check,
  { coveredToMs, lateMs }: RunBefore,
): Status | undefined {
  if (status?.lastMs === undefined) return status;
  const { intervalMs } = check;
  const ageMs = answerAgeMs(check, status.state === 'down', lateMs);
  const lastMs = Math.min(status.lastMs, coveredToMs(intervalMs, ageMs - intervalMs)) - ageMs;
  // A loss is dated when it was proven: the last answer may have been before.
  const answeredMs = status.state === 'degraded' ? status.afterMs : status.sinceMs;
  return { ...status, lastMs: Math.max(lastMs, answeredMs) };
}

function closeRecorded(
  recorded: KnownStatuses,
  { watches }: WatchedStates,
  nowMs: number,
): readonly Change[] {
  return [...recorded].flatMap(([key, status]) => {
    const indicator = INDICATORS.find((name) => key.endsWith(` ${name}`));
    const deviceId = key.slice(0, key.lastIndexOf(' '));
    if (indicator === undefined || findRow(watches, deviceId, indicator) >= 0) return [];
    const { change } = judgeUnmeasured(status, nowMs);
    return change ? [{ entity: deviceEntity(deviceId), indicator, ...change }] : [];
  });
}

function closeLost(before: WatchedStates, now: WatchedStates, nowMs: number): readonly Change[] {
  return [...rowsLost(before, now)].flatMap((row) => {
    const { change } = judgeUnmeasured(before.statuses.read(row), nowMs);
    return change ? [nameChange(before, row, change)] : [];
  });
}

function toLive({ watches, statuses, measured }: WatchedStates, row: number): LiveStatus {
  const { state, reason, sinceMs, afterMs, lastMs, history } = statuses.read(row);
  return {
    entity: deviceEntity(deviceIdAt(watches, row)),
    indicator: indicatorAt(watches, row),
    state,
    ...(reason !== undefined && { reason }),
    ...{ sinceMs, afterMs },
    ...(lastMs !== undefined && { lastProbeMs: lastMs }),
    ...measured.of(row),
    flapRatio: flapRatio(history),
  };
}
