import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import { INDICATORS, type Indicator } from '../../../core/domain/state.ts';
import { RETENTION } from '../../../core/names/series.ts';
import { days, minutes } from '../../../core/time/units.ts';
import { createDeviceColumns } from '../../states/device-columns.ts';
import { countInterfaces, type Interfaces } from '../lines/count-interfaces.ts';
import { createFleetCounter } from '../lines/fleet-counts.ts';
import { SUMMED_UP } from '../lines/reading-lines.ts';
import { chooseResolution, portWindowMs, SUMMARY_WINDOW_MS } from '../lines/resolution.ts';
import { QUARTER_MS } from '../lines/roll-up-steps.ts';

/** What InfluxDB will need on disk. An estimate to plan with, not a promise. */
export interface DiskBudget {
  readonly resolution: 'every-reading' | 'summaries';
  readonly devices: number;
  /** Points that are kept for 35 days, and those that are kept for five years. */
  readonly rawPointsPerDay: number;
  readonly longPointsPerDay: number;
  readonly pointsPerDay: number;
  readonly bytesPerDay: number;
  /** What the disk holds when the policies are full. */
  readonly rawBytes: number;
  readonly longBytes: number;
  /** What the figures rest on, as sentences for people. */
  readonly assumptions: readonly string[];
}

/** Measured on InfluxDB 1.6 after compaction: 144 million readings of 100,000 devices take 3 GB. */
const BYTES_PER_POINT = 21;
/** Measured likewise: eleven fields, of which the octets and the rates hardly compress. */
const BYTES_PER_TRAFFIC_POINT = 41;
/** In proportion: the roll-up has fifteen fields. */
const BYTES_PER_TRAFFIC_ROLL_UP = 56;
/** A bad day: at this share of failed probes somebody is looking. */
const FAILED_RATIO = 0.02;
const CHANGES_PER_DAY = 2;
const SERIES_OF_READINGS: readonly Indicator[] = ['reach', 'service', 'stream', 'recording'];
const COLLECTOR_EVERY_MS = 10_000;

/** The budget of these settings for this inventory; `undefined` where measurements are not kept. */
export function estimateDiskBudget(
  { influx, profiles }: Pick<Settings, 'influx' | 'profiles'>,
  inventory: Inventory,
  nowMs: number = Date.now(),
): DiskBudget | undefined {
  if (influx === undefined) return undefined;
  const resolution = chooseResolution(influx.resolution, inventory.devices.size);
  const checks = listChecks(profiles, inventory);
  const interfaces = countInterfaces(profiles, inventory);
  const readings = sum(checks, (check) => readingsPerDay(check, resolution));
  const traffic = Math.round(sum(interfaces, (group) => trafficPerDay(group, resolution)));
  const interfaceCount = sum(interfaces, ({ count }) => count);
  const carriers = sum(interfaces, (group) => group.carriers);
  const fleetRows = countFleetRows(inventory, checks, nowMs);
  const rawPoints = Math.round(
    readings +
      perDay(minutes(1)) * fleetRows +
      perDay(COLLECTOR_EVERY_MS) +
      checks.length * (24 + CHANGES_PER_DAY),
  );
  const longPoints = Math.round(perDay(QUARTER_MS) * fleetRows + checks.length * (1 + CHANGES_PER_DAY));
  const trafficRollUps = perDay(QUARTER_MS) * carriers;
  const rawBytesPerDay = rawPoints * BYTES_PER_POINT + traffic * BYTES_PER_TRAFFIC_POINT;
  const longBytesPerDay = longPoints * BYTES_PER_POINT + trafficRollUps * BYTES_PER_TRAFFIC_ROLL_UP;
  const rawPointsPerDay = rawPoints + traffic;
  const longPointsPerDay = longPoints + trafficRollUps;
  return {
    resolution,
    devices: inventory.devices.size,
    rawPointsPerDay,
    longPointsPerDay,
    pointsPerDay: rawPointsPerDay + longPointsPerDay,
    bytesPerDay: rawBytesPerDay + longBytesPerDay,
    rawBytes: rawBytesPerDay * RETENTION.raw.days,
    longBytes: longBytesPerDay * RETENTION.long.days,
    assumptions: [
      `${BYTES_PER_POINT} bytes a point on disk (measured on InfluxDB 1.6)`,
      resolution === 'summaries'
        ? `readings are summed up over 5 minutes, and ${FAILED_RATIO * 100} % of the probes fail and are written one by one`
        : 'every reading is written',
      ...(interfaceCount > 0
        ? [
            `traffic of ${interfaceCount} interfaces at ${BYTES_PER_TRAFFIC_POINT} bytes a point, of ${carriers} that carry a link rolled up to 15 minutes for ${RETENTION.long.days} days`,
          ]
        : []),
      `counts of the fleet every minute in ${fleetRows} rows, rolled up to 15 minutes for ${RETENTION.long.days} days`,
      `availability every hour for ${RETENTION.raw.days} days and every day for ${RETENTION.long.days}, and ${CHANGES_PER_DAY} changes of state a day, for each device and indicator`,
    ],
  };
}

interface WatchedCheck {
  readonly deviceId: string;
  readonly indicator: Indicator;
  readonly intervalMs: number;
}

function listChecks(profiles: Settings['profiles'], { devices }: Inventory): readonly WatchedCheck[] {
  return [...devices.values()].flatMap(({ id: deviceId, profile }) =>
    SERIES_OF_READINGS.flatMap((indicator) => {
      const intervalMs = profiles[profile]?.[indicator]?.intervalMs;
      return intervalMs === undefined ? [] : [{ deviceId, indicator, intervalMs }];
    }),
  );
}

function readingsPerDay(
  { indicator, intervalMs }: WatchedCheck,
  resolution: DiskBudget['resolution'],
): number {
  const probes = perDay(intervalMs);
  if (resolution === 'every-reading' || !SUMMED_UP.has(indicator)) return probes;
  return Math.min(probes, perDay(SUMMARY_WINDOW_MS) + probes * FAILED_RATIO);
}

function trafficPerDay(
  { count, carriers, intervalMs }: Interfaces,
  resolution: DiskBudget['resolution'],
): number {
  const pointsOf = (linkId?: string) => perDay(Math.max(intervalMs, portWindowMs(resolution, linkId)));
  return carriers * pointsOf('a link') + (count - carriers) * pointsOf();
}

/** How many rows the counts have is a matter of how owners and places mix: count them once. */
function countFleetRows(inventory: Inventory, checks: readonly WatchedCheck[], nowMs: number): number {
  const size = checks.length;
  const { columns: devices } = createDeviceColumns(inventory, nowMs);
  const counts = createFleetCounter()({
    ...{ size, devices, reasons: [undefined] },
    device: Uint32Array.from(checks, ({ deviceId }) => devices.indexOf(deviceId)),
    indicator: Uint8Array.from(checks, ({ indicator }) => INDICATORS.indexOf(indicator)),
    ...{ state: new Uint8Array(size), reason: new Uint16Array(size) },
  });
  return sum(Object.values(counts), ({ length }) => length);
}

const perDay = (intervalMs: number) => days(1) / intervalMs;

function sum<Item>(items: readonly Item[], amountOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + amountOf(item), 0);
}
