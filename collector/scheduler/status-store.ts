import { acceptedMs, isWatchedAt, unwatchedSinceMs } from '../../core/domain/inventory.ts';
import type { Measurements, Reading } from '../../core/domain/probing.ts';
import type { LiveStatus } from '../../core/domain/sinks.ts';
import {
  type Change,
  deviceEntity,
  type Entity,
  INDICATORS,
  type Indicator,
  isLost,
  PING_FILTERED,
} from '../../core/domain/state.ts';
import type { UnmeasuredTime } from '../../core/domain/unmeasured.ts';
import { seconds } from '../../core/time/units.ts';
import { createDeviceLives, type DeviceRungs } from '../device-lives.ts';
import { flapRatio } from '../judge/flapping.ts';
import {
  judge,
  judgeClockStep,
  judgeGap,
  judgeStale,
  judgeUnmeasured,
  wantsRecheck,
} from '../judge/judge.ts';
import {
  isCutShortUnsaid,
  isNeverAnswered,
  lastToldMs,
  type Policy,
  type Status,
  unknownStatus,
} from '../judge/status.ts';
import type { Rung } from '../judge-life.ts';
import { verdictOf } from '../probing/verdict.ts';
import { type Watch, watchKey } from './watch-list.ts';

/** Holds the status of every watched indicator and has the judge decide; no clock and no I/O of its own. */
export interface StatusStore {
  /** Judges readings that a canary vouched for. Those of reason `internal` say nothing and are left out. */
  readonly judgeReadings: (readings: readonly Reading[]) => readonly Change[];
  /** Devices whose probes stopped coming, and those that are no longer watched. */
  readonly sweep: (nowMs: number, sightSinceMs: number, graceMs: number) => readonly Change[];
  /** Sight was lost in between: runs of failures start anew. */
  readonly gap: () => void;
  readonly clockStep: (nowMs: number) => void;
  /** Whether the reading contradicts the state for the worse; when to probe again, if so. */
  readonly recheckAtMs: (reading: Reading) => number | undefined;
  /** Takes over a new list, keeps every status that is still watched and closes the others. */
  readonly replace: (watches: readonly Watch[], nowMs: number) => readonly Change[];
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
  readonly statuses: () => Iterable<LiveStatus>;
  readonly status: (deviceId: string, indicator: Indicator) => LiveStatus | undefined;
}

interface Tracked {
  readonly watch: Watch;
  readonly indicator: Indicator;
  readonly rungs: DeviceRungs;
  /** Since when it is probed at this interval. */
  readonly plannedMs: number;
  status: Status;
  measurements?: Measurements;
  measuredMs?: number;
}

/** States that the ledger has on record, by `deviceId indicator`, to go on from after a restart. */
export type KnownStatuses = ReadonlyMap<string, Status>;

/** @param coveredToMs Where the coverage on record ends of the checks of an interval. */
export function createStatusStore(
  known: KnownStatuses,
  coveredToMs: (intervalMs: number) => number = () => Number.POSITIVE_INFINITY,
): StatusStore {
  let trackedByKey = new Map<string, Tracked>();
  // Only the first list may go on from the record: afterwards the record knows better.
  let recorded = known;
  let unmeasuredByKey: ReadonlyMap<string, readonly UnmeasuredTime[]> = new Map();
  const isUnmeasured = (key: string, atMs: number) =>
    unmeasuredByKey.get(key)?.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < (toMs ?? Infinity)) ===
    true;
  const each = (apply: (status: Status) => Status) => {
    for (const tracked of trackedByKey.values()) tracked.status = apply(tracked.status);
  };

  return {
    judgeReadings: (readings) => {
      const changes: Change[] = [];
      const lives = createDeviceLives(changes);
      for (const reading of readings) {
        const { deviceId, indicator, atMs, outcome } = reading;
        const tracked = trackedByKey.get(`${deviceId} ${indicator}`);
        if (tracked === undefined || (!outcome.ok && outcome.reason === 'internal')) continue;
        const { device, check } = tracked.watch;
        if (!isWatchedAt(device, atMs) || isUnmeasured(`${deviceId} ${indicator}`, atMs)) continue;
        const verdict = verdictOf(outcome, check.degradedLossRatio);
        const tookMs = outcome.measurements?.rttMaxMs;
        const { status, change } = judge(
          tracked.status,
          { ...reading, tookMs, verdict },
          policyOf(tracked.watch),
        );
        tracked.status = status;
        if (outcome.measurements)
          Object.assign(tracked, { measurements: outcome.measurements, measuredMs: atMs });
        if (change) {
          if (indicator === 'reach') lives.noteReachChange(tracked.rungs, changes.length);
          changes.push({ entity: deviceEntity(deviceId), indicator, ...change });
        }
        lives.noteReading(tracked.rungs);
      }
      lives.judge();
      return changes;
    },
    sweep: (nowMs, sightSinceMs, graceMs) => {
      const changes: Change[] = [];
      const lives = createDeviceLives(changes);
      for (const tracked of trackedByKey.values()) {
        const { device, check } = tracked.watch;
        const { status } = tracked;
        if (status.reason === PING_FILTERED) lives.noteReading(tracked.rungs);
        if (status.state === 'unknown' && !isCutShortUnsaid(status)) continue;
        const aliveMs = Math.max(lastToldMs(status) ?? status.sinceMs, sightSinceMs, tracked.plannedMs);
        const isWatched = isWatchedAt(device, nowMs);
        if (isWatched && nowMs - aliveMs <= 2 * check.intervalMs + graceMs) continue;
        const lost = isWatched
          ? judgeStale(status, aliveMs, check.intervalMs)
          : judgeUnmeasured(status, unwatchedSinceMs(device, nowMs) ?? nowMs);
        tracked.status = lost.status;
        if (lost.change) {
          changes.push({ entity: deviceEntity(device.id), indicator: check.indicator, ...lost.change });
        }
      }
      lives.judge();
      return changes;
    },
    gap: () => each(judgeGap),
    clockStep: (nowMs) => each((status) => judgeClockStep(status, nowMs)),
    recheckAtMs: ({ deviceId, indicator, atMs, outcome }) => {
      const tracked = trackedByKey.get(`${deviceId} ${indicator}`);
      if (tracked === undefined || isUnmeasured(`${deviceId} ${indicator}`, atMs)) return undefined;
      const { check } = tracked.watch;
      const isContrary = wantsRecheck(tracked.status, verdictOf(outcome, check.degradedLossRatio));
      return isContrary ? atMs + Math.max(check.recheckMs, seconds(1)) : undefined;
    },
    replace: (watches, nowMs) => {
      const before = trackedByKey;
      const rungsOf = createRungs(before);
      trackedByKey = new Map(
        watches.map((watch) => {
          const key = watchKey(watch);
          const old = before.get(key);
          const status =
            old?.status ?? resume(recorded.get(key), watch.check, coveredToMs) ?? unknownStatus(nowMs);
          const isSameInterval = old?.watch.check.intervalMs === watch.check.intervalMs;
          const { indicator } = watch.check;
          const plannedMs = isSameInterval ? old.plannedMs : nowMs;
          const tracked = { ...old, watch, indicator, rungs: rungsOf(watch.device.id), status, plannedMs };
          join(tracked);
          return [key, tracked];
        }),
      );
      const statuses = [...recorded, ...[...before].map(([key, { status }]) => [key, status] as const)];
      recorded = new Map();
      return statuses.flatMap(([key, status]) => (trackedByKey.has(key) ? [] : close(key, status, nowMs)));
    },
    reachOf: (deviceId, atMs) => {
      const tracked = trackedByKey.get(`${deviceId} reach`);
      return tracked && isWitness(tracked, atMs) ? tracked.status : undefined;
    },
    lifeOf: (deviceId, atMs) => {
      const tracked = trackedByKey.get(`${deviceId} reach`);
      if (tracked === undefined || !isWitness(tracked, atMs)) return undefined;
      return tracked.status.reason === PING_FILTERED
        ? answering(tracked.status, tracked.rungs.higher)
        : tracked.status;
    },
    rungsToAsk: ({ deviceId, indicator, outcome }) => {
      const rungs = trackedByKey.get(`${deviceId} ${indicator}`)?.rungs;
      const reach = rungs?.reach?.status;
      if (rungs === undefined || reach === undefined || (isNeverAnswered(reach) && !outcome.ok)) return [];
      // It answers again, or its pings are filtered: the next one tells.
      if (indicator !== 'reach' && outcome.ok) return isLost(reach) ? ['reach'] : [];
      const isFiltered = reach.reason === PING_FILTERED;
      if (outcome.ok || (isFiltered ? indicator === 'reach' : indicator !== 'reach' || isLost(reach)))
        return [];
      // Accounts lock: what refuses us is not asked more often.
      const others = rungs.higher.filter(
        (rung) => rung.indicator !== indicator && rung.status.reason !== 'no-access',
      );
      return (isFiltered ? others : others.slice(0, 1)).map((rung) => rung.indicator);
    },
    setUnmeasured: (times, nowMs) => {
      unmeasuredByKey = Map.groupBy(times, ({ deviceId, indicator }) => `${deviceId} ${indicator}`);
      return times.flatMap((time): Change[] => {
        const { id, deviceId, indicator, cause, fromMs, toMs = Infinity } = time;
        const tracked = trackedByKey.get(`${deviceId} ${indicator}`);
        if (tracked === undefined || fromMs > nowMs || tracked.status.sinceMs >= toMs) return [];
        const { status, change } = judgeUnmeasured(tracked.status, fromMs, 'measuring-fault');
        tracked.status = status;
        const evidence = { decision: id, cause };
        return change ? [{ entity: deviceEntity(deviceId), indicator, ...change, evidence }] : [];
      });
    },
    neverAnswered: (deviceId, indicator) =>
      isNeverAnswered(trackedByKey.get(`${deviceId} ${indicator}`)?.status ?? {}),
    statuses: () => trackedByKey.values().map(toLive),
    status: (deviceId, indicator) => {
      const tracked = trackedByKey.get(`${deviceId} ${indicator}`);
      return tracked && toLive(tracked);
    },
  };
}

/** The rungs of a list: what is known of a device's answers goes over to the next one. */
function createRungs(before: ReadonlyMap<string, Tracked>): (deviceId: string) => DeviceRungs {
  const byDevice = new Map<string, DeviceRungs>();
  return (deviceId) => {
    const known = byDevice.get(deviceId);
    if (known) return known;
    const answer = before.get(`${deviceId} reach`)?.rungs.answer;
    const rungs: DeviceRungs = { deviceId, higher: [], ...(answer && { answer }) };
    byDevice.set(deviceId, rungs);
    return rungs;
  };
}

function join(tracked: Tracked): void {
  const { indicator, rungs } = tracked;
  if (indicator === 'reach') rungs.reach = tracked;
  else if (indicator !== 'capacity') rungs.higher.push(tracked);
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

/** One that was never seen to answer bears witness of nothing. */
const isWitness = ({ watch, status }: Tracked, atMs: number) =>
  isWatchedAt(watch.device, atMs) && !isNeverAnswered(status);

/** One that is not accepted at all has all the time that there is. */
const policyOf = ({ device, check: { confirm } }: Watch): Policy => ({
  confirm,
  acceptedMs: acceptedMs(device) ?? Number.POSITIVE_INFINITY,
});

/**
 * The last probe of the run before is not on record: of a covered device it was sent within the last interval of the
 * coverage. The edge of what changed meanwhile is dated after the earliest instant it can have been.
 */
function resume(
  status: Status | undefined,
  { intervalMs }: Pick<Watch['check'], 'intervalMs'>,
  coveredToMs: (intervalMs: number) => number,
): Status | undefined {
  if (status?.lastMs === undefined) return status;
  const lastMs = Math.min(status.lastMs, coveredToMs(intervalMs)) - intervalMs;
  return { ...status, lastMs: Math.max(lastMs, status.sinceMs) };
}

function close(key: string, status: Status, nowMs: number): readonly Change[] {
  const indicator = INDICATORS.find((name) => key.endsWith(` ${name}`));
  const { change } = judgeUnmeasured(status, nowMs);
  if (indicator === undefined || change === undefined) return [];
  return [{ entity: deviceEntity(key.slice(0, -indicator.length - 1)), indicator, ...change }];
}

function toLive({ watch, status, measurements, measuredMs }: Tracked): LiveStatus {
  const entity: Entity = deviceEntity(watch.device.id);
  return {
    entity,
    indicator: watch.check.indicator,
    state: status.state,
    ...(status.reason !== undefined && { reason: status.reason }),
    sinceMs: status.sinceMs,
    afterMs: status.afterMs,
    ...(status.lastMs !== undefined && { lastProbeMs: status.lastMs }),
    ...(measurements !== undefined && { measurements }),
    ...(measuredMs !== undefined && { measuredMs }),
    flapRatio: flapRatio(status.history),
  };
}
