import { isWatchedAt } from '../core/inventory.ts';
import type { Measurements, Reading } from '../core/probing.ts';
import type { LiveStatus } from '../core/sinks.ts';
import { type Change, deviceEntity, type Entity, type Indicator } from '../core/state.ts';
import { seconds } from '../core/units.ts';
import { flapRatio } from './flapping.ts';
import {
  judge,
  judgeClockStep,
  judgeGap,
  judgeStale,
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
  /** Devices whose probes stopped coming; those that are no longer watched are forgotten. */
  readonly sweep: (nowMs: number, sightSinceMs: number, graceMs: number) => readonly Change[];
  /** Sight was lost in between: runs of failures start anew. */
  readonly gap: () => void;
  readonly clockStep: (nowMs: number) => void;
  /** Whether the reading contradicts the state for the worse; when to probe again, if so. */
  readonly recheckAtMs: (reading: Reading) => number | undefined;
  /** Takes over a new list and keeps every status that is still watched. */
  readonly replace: (watches: readonly Watch[], nowMs: number) => void;
  /** `undefined` for a device that is not watched at that instant: it is no witness of anything. */
  readonly reachOf: (deviceId: string, atMs: number) => Status | undefined;
  readonly statuses: () => Iterable<LiveStatus>;
  readonly status: (deviceId: string, indicator: Indicator) => LiveStatus | undefined;
}

interface Tracked {
  readonly watch: Watch;
  status: Status;
  measurements?: Measurements;
}

/** States that the ledger has on record, by `deviceId indicator`, to go on from after a restart. */
export type KnownStatuses = ReadonlyMap<string, Status>;

export function createRegister(known: KnownStatuses): Register {
  let trackedByKey = new Map<string, Tracked>();
  const each = (apply: (status: Status) => Status) => {
    for (const tracked of trackedByKey.values()) tracked.status = apply(tracked.status);
  };

  return {
    judgeReadings: (readings) => {
      const changes: Change[] = [];
      for (const { deviceId, indicator, atMs, outcome } of readings) {
        const tracked = trackedByKey.get(`${deviceId} ${indicator}`);
        if (tracked === undefined || (!outcome.ok && outcome.reason === 'internal')) continue;
        const { check } = tracked.watch;
        const verdict = verdictOf(outcome, check.degradedLossRatio);
        const { status, change } = judge(tracked.status, { atMs, verdict }, check);
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
        if (status.state === 'unknown') continue;
        if (!isWatchedAt(device, nowMs)) {
          tracked.status = unknownStatus(nowMs);
          continue;
        }
        const aliveMs = Math.max(status.lastMs ?? status.sinceMs, sightSinceMs);
        if (nowMs - aliveMs <= 2 * check.intervalMs + graceMs) continue;
        const stale = judgeStale(status, aliveMs, check.intervalMs);
        tracked.status = stale.status;
        if (stale.change) {
          changes.push({ entity: deviceEntity(device.id), indicator: check.indicator, ...stale.change });
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
          const { status = known.get(key) ?? unknownStatus(nowMs), ...rest } = before.get(key) ?? {};
          return [key, { ...rest, watch, status }];
        }),
      );
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
