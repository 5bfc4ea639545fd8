import type { Device } from '../../core/domain/inventory.ts';
import { serviceIntervals } from '../../core/domain/service-intervals.ts';
import { deviceEntity, type Entity, type Indicator } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { hours } from '../../core/time/units.ts';
import type { ChangeQuery, RecordedChange } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { buildTimeline } from '../timelines/timeline.ts';
import { readCheckCoverage } from './check-coverage.ts';
import { type HourSums, startOfHourMs, sumHours } from './hours.ts';

/** The measured states of one hour of one indicator of one device: a point of the series `device_availability`. */
export interface AvailabilityRow extends HourSums {
  readonly deviceId: string;
  readonly indicator: Indicator;
}

export interface AvailabilityQuery {
  /** Widened to whole hours; the hours still to come are cut off at `untilMs`. */
  readonly period: Interval;
  /** How far the record reaches: the present, or an instant the figures shall stop at. */
  readonly untilMs: number;
  /** The devices whose rows are wanted: of a city some at a time, since all that they read and make is held at once. */
  readonly devices: Iterable<Device>;
  /** What is measured of a device. */
  readonly indicators: (device: Device) => readonly Indicator[];
}

/**
 * Computes the rows of some devices in a period from the ledger. A row has every state of its hour, so that writing it
 * again overwrites; which devices and hours to ask for after a batch is told by `touched-hours.ts`.
 */
export function computeAvailability(reader: LedgerReader, query: AvailabilityQuery): AvailabilityRow[] {
  const period = {
    fromMs: startOfHourMs(query.period.fromMs),
    toMs: Math.min(query.untilMs, startOfHourMs(query.period.toMs - 1) + HOUR_MS),
  };
  if (period.fromMs >= period.toMs) return [];
  const devices = [...query.devices];
  return reader.snapshot(() => {
    const entities = devices.map(({ id }) => deviceEntity(id));
    const changes = readChanges(reader, period, entities);
    const covered = readCheckCoverage(reader, { ...period, entities });
    return devices.flatMap((device) => {
      const service = serviceIntervals(device);
      return query.indicators(device).flatMap((indicator) => {
        const own = changes.get(keyOf(deviceEntity(device.id), indicator)) ?? [];
        const { coverage } = covered.of(deviceEntity(device.id), indicator);
        const hourly = sumHours(buildTimeline({ changes: own, coverage, service, period }));
        return hourly.map((sums) => ({ deviceId: device.id, indicator, ...sums }));
      });
    });
  });
}

const HOUR_MS = hours(1);

/** The changes of the period and the last one before it, by entity and indicator: no more than those of the devices. */
function readChanges(
  reader: LedgerReader,
  { fromMs, toMs }: Interval,
  entities: readonly Entity[],
): ReadonlyMap<string, readonly RecordedChange[]> {
  const query: ChangeQuery = { entities };
  const byKey = new Map<string, RecordedChange[]>();
  const add = (change: RecordedChange) => {
    const key = keyOf(change.entity, change.indicator);
    const list = byKey.get(key);
    if (list) list.push(change);
    else byKey.set(key, [change]);
  };
  for (const change of reader.statesBefore(fromMs, query)) add(change);
  for (const change of reader.changes({ ...query, fromMs, toMs })) add(change);
  return byKey;
}

const keyOf = (entity: Entity, indicator: Indicator) => `${indicator} ${entity}`;
