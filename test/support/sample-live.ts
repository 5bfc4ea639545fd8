import { createDeviceColumns } from '#collector/states/device-columns.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { CollectorHealth, LiveStatus, LiveView } from '#core/domain/sinks.ts';
import { deviceEntity, type Entity, type Indicator, linkEntity } from '#core/domain/state.ts';
import type { TrafficSample } from '#core/domain/traffic.ts';
import { minutes, seconds } from '#core/time/units.ts';
import { columnsOfStatuses } from './columns-of-statuses.ts';

/** A quarter to eleven on 25 November 2026 in Hanoi. */
export const SAMPLE_NOW_MS = Date.UTC(2026, 10, 25, 3, 44, 30);

/** A live view in memory that a test scripts: everything is up until it says otherwise. */
export interface SampleLive extends LiveView {
  readonly set: (entity: Entity, change: Partial<LiveStatus>) => void;
  readonly forget: (entity: Entity) => void;
  readonly setTraffic: (samples: readonly TrafficSample[]) => void;
  readonly setHealth: (change: Partial<CollectorHealth>) => void;
  /** A line is cut: the line is down, and so is every device of these. */
  readonly cut: (linkId: string, deviceIds: Iterable<string>, minutesAgo: number) => void;
}

export function sampleLive(inventory: Inventory, nowMs = SAMPLE_NOW_MS): SampleLive {
  const statuses = new Map<string, LiveStatus>();
  const put = (status: LiveStatus) => statuses.set(`${status.entity} ${status.indicator}`, status);
  const sinceMs = nowMs - minutes(600);
  for (const id of inventory.devices.keys()) {
    put({
      entity: deviceEntity(id),
      indicator: 'reach',
      state: 'up',
      sinceMs,
      afterMs: sinceMs - seconds(60),
      lastProbeMs: nowMs - seconds(12),
      measurements: { rttAvgMs: 4.2, lossRatio: 0 },
    });
  }
  for (const id of inventory.links.keys())
    put({ entity: linkEntity(id), indicator: 'reach', state: 'up', sinceMs, afterMs: sinceMs });

  let traffic: readonly TrafficSample[] = [];
  let health: CollectorHealth = {
    collector: 'collector-1',
    run: 'run-1',
    startedMs: sinceMs,
    sight: 'seeing',
    sightSinceMs: sinceMs,
    coveredUntilMs: nowMs - seconds(4),
    latenessMs: 240,
    probes: 1_000,
    shortfall: 0,
    devices: inventory.devices.size,
    engines: ['fping', 'tcp'],
  };
  const set = (entity: Entity, change: Partial<LiveStatus>) => {
    const indicator = change.indicator ?? 'reach';
    const base = statuses.get(`${entity} ${indicator}`) ?? {
      entity,
      indicator,
      state: 'up',
      sinceMs,
      afterMs: sinceMs,
    };
    put({ ...base, ...change });
  };
  const devices = createDeviceColumns(inventory, nowMs);
  let version = 0;
  return {
    statuses: () => statuses.values(),
    columns: () => {
      version++;
      return columnsOfStatuses(devices.columns, statuses.values(), version);
    },
    linkStatuses: () => statuses.values().filter(({ entity }) => entity.startsWith('link:')),
    status: (entity: Entity, indicator: Indicator) => statuses.get(`${entity} ${indicator}`),
    health: () => health,
    set,
    forget: (entity) => statuses.delete(`${entity} reach`),
    traffic: (at) =>
      traffic.filter(
        ({ deviceId, interface: name }) =>
          (at?.device ?? deviceId) === deviceId && (at?.name ?? name) === name,
      ),
    setTraffic: (samples) => {
      traffic = samples;
    },
    setHealth: (change) => {
      health = { ...health, ...change };
    },
    cut: (linkId, deviceIds, minutesAgo) => {
      const atMs = nowMs - minutes(minutesAgo);
      const fallen = { state: 'down', sinceMs: atMs, afterMs: atMs - seconds(42) } as const;
      set(linkEntity(linkId), { ...fallen, reason: 'unreachable' });
      for (const id of deviceIds) set(deviceEntity(id), { ...fallen, reason: 'timeout' });
    },
  };
}
