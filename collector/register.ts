import { isWatchedAt, unwatchedSinceMs } from '../core/inventory.ts';
import type { Measurements, Reading } from '../core/probing.ts';
import type { LiveStatus } from '../core/sinks.ts';
import { type Change, deviceEntity, type Entity, INDICATORS, type Indicator } from '../core/state.ts';
import { seconds } from '../core/units.ts';
import { flapRatio } from './flapping.ts';
import {
  isCutShortUnsaid,
  judge,
  judgeClockStep,
  judgeGap,
  judgeStale,
  judgeUnmeasured,
  lastToldMs,
  type Status,
  unknownStatus,
  wantsRecheck,
} from './judge.ts';
import { verdictOf } from './verdict.ts';
import { type Watch, watchKey } from './watch-list.ts';

/** Holds the status of every watched indicator and has the judge decide; no clock and no I/O of its own. */
export interface Register {
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
  readonly statuses: () => Iterable<LiveStatus>;
  readonly status: (deviceId: string, indicator: Indicator) => LiveStatus | undefined;
}

interface Tracked {
  readonly watch: Watch;
  /** Since when it is probed at this interval. */
  readonly plannedMs: number;
  status: Status;
  measurements?: Measurements;
}

/** States that the ledger has on record, by `deviceId indicator`, to go on from after a restart. */
export type KnownStatuses = ReadonlyMap<string, Status>;

export function createRegister(known: KnownStatuses): Register {
  let trackedByKey = new Map<string, Tracked>();
  // Only the first list may go on from the record: afterwards the record knows better.
  let recorded = known;
  const each = (apply: (status: Status) => Status) => {
    for (const tracked of trackedByKey.values()) tracked.status = apply(tracked.status);
  };

  return {
    judgeReadings: (readings) => {
      const changes: Change[] = [];
      for (const reading of readings) {
        const { deviceId, indicator, atMs, outcome } = reading;
        const tracked = trackedByKey.get(`${deviceId} ${indicator}`);
        if (tracked === undefined || (!outcome.ok && outcome.reason === 'internal')) continue;
        const { device, check } = tracked.watch;
        if (!isWatchedAt(device, atMs)) continue;
        const verdict = verdictOf(outcome, check.degradedLossRatio);
        const tookMs = outcome.measurements?.rttMaxMs;
        const { status, change } = judge(tracked.status, { ...reading, tookMs, verdict }, check);
        tracked.status = status;
        if (outcome.measurements) tracked.measurements = outcome.measurements;
        if (change) changes.push({ entity: deviceEntity(deviceId), indicator, ...change });
      }
      return changes;
    },
    sweep: (nowMs, sightSinceMs, graceMs) => {
      const changes: Change[] = [];
      for (const tracked of trackedByKey.values()) {
        const { device, check } = tracked.watch;
        const { status } = tracked;
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
      return changes;
    },
    gap: () => each(judgeGap),
    clockStep: (nowMs) => each((status) => judgeClockStep(status, nowMs)),
    recheckAtMs: ({ deviceId, indicator, atMs, outcome }) => {
      const tracked = trackedByKey.get(`${deviceId} ${indicator}`);
      if (tracked === undefined) return undefined;
      const { check } = tracked.watch;
      const isContrary = wantsRecheck(tracked.status, verdictOf(outcome, check.degradedLossRatio));
      return isContrary ? atMs + Math.max(check.recheckMs, seconds(1)) : undefined;
    },
    replace: (watches, nowMs) => {
      const before = trackedByKey;
      trackedByKey = new Map(
        watches.map((watch) => {
          const key = watchKey(watch);
          const old = before.get(key);
          const status =
            old?.status ?? resume(recorded.get(key), watch.check.intervalMs) ?? unknownStatus(nowMs);
          const isSameInterval = old?.watch.check.intervalMs === watch.check.intervalMs;
          return [key, { ...old, watch, status, plannedMs: isSameInterval ? old.plannedMs : nowMs }];
        }),
      );
      const statuses = [...recorded, ...[...before].map(([key, { status }]) => [key, status] as const)];
      recorded = new Map();
      return statuses.flatMap(([key, status]) => (trackedByKey.has(key) ? [] : close(key, status, nowMs)));
    },
    reachOf: (deviceId, atMs) => {
      const tracked = trackedByKey.get(`${deviceId} reach`);
      return tracked && isWatchedAt(tracked.watch.device, atMs) ? tracked.status : undefined;
    },
    statuses: () => trackedByKey.values().map(toLive),
    status: (deviceId, indicator) => {
      const tracked = trackedByKey.get(`${deviceId} ${indicator}`);
      return tracked && toLive(tracked);
    },
  };
}

/**
 * The last probe of the run before is not on record: of a covered device it was sent within the last interval of the
 * coverage. The edge of what changed meanwhile is dated after the earliest instant it can have been.
 */
function resume(status: Status | undefined, intervalMs: number): Status | undefined {
  if (status?.lastMs === undefined) return status;
  return { ...status, lastMs: Math.max(status.lastMs - intervalMs, status.sinceMs) };
}

function close(key: string, status: Status, nowMs: number): readonly Change[] {
  const indicator = INDICATORS.find((name) => key.endsWith(` ${name}`));
  const { change } = judgeUnmeasured(status, nowMs);
  if (indicator === undefined || change === undefined) return [];
  return [{ entity: deviceEntity(key.slice(0, -indicator.length - 1)), indicator, ...change }];
}

function toLive({ watch, status, measurements }: Tracked): LiveStatus {
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
    flapRatio: flapRatio(status.history),
  };
}
