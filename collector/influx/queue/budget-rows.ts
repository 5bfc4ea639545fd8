import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { Device, Inventory } from '../../../core/domain/inventory.ts';
import { INDICATORS as ALL_INDICATORS, type Indicator } from '../../../core/domain/state.ts';
import { type RETENTION, SERIES, type SeriesName } from '../../../core/names/series.ts';
import { days, hours, minutes, seconds } from '../../../core/time/units.ts';
import { createDeviceColumns } from '../../states/device-columns.ts';
import { countInterfaces } from '../lines/count-interfaces.ts';
import { createFleetCounter } from '../lines/fleet-counts.ts';
import { placeOfDevice } from '../lines/place-tags.ts';
import { SUMMED_UP } from '../lines/reading-lines.ts';
import { portWindowMs, type Resolution, SUMMARY_WINDOW_MS } from '../lines/resolution.ts';
import { QUARTER_MS } from '../lines/roll-up-steps.ts';

/** What of one kind is written to one policy. */
export interface BudgetRow {
  readonly measurement: string;
  /** Where it is not all of its measurement there. */
  readonly part?: string;
  readonly policy: keyof typeof RETENTION;
  readonly series: number;
  readonly pointsPerDay: number;
  readonly bytesPerPoint: number;
}

/**
 * Bytes a point on disk, keys of its shard included, measured on InfluxDB 1.6 after compaction (docs/adr/0090): a key is written
 * once a field, series and shard, so that a point an hour or a day costs more than one of many.
 */
const BYTES = {
  reach: 32,
  service: 24,
  stream: 26,
  recorder: 10,
  answers: 35,
  recordings: 35,
  traffic: 44,
  quietPort: 41,
  trafficQuarter: 63,
  trafficDay: 39,
  fleet: 2,
  fleetQuarter: 4,
  availability: 45,
  availabilityDay: 17,
  groupDay: 28,
  downtime: 172,
  event: 860,
  longEvent: 28,
  trouble: 4,
  collector: 21,
} as const;

/** A bad day: at this share of failed probes, and of what is in trouble, somebody is looking. */
export const FAILED_RATIO = 0.02;
export const CHANGES_PER_DAY = 2;
const READINGS = { reach: 'reach', service: 'service', stream: 'stream', recording: 'recorder' } as const;
const TROUBLE_EVERY_MS = minutes(1);
const RECORDINGS_EVERY_MS = minutes(1);
const COLLECTOR_EVERY_MS = seconds(10);

interface City {
  readonly profiles: Settings['profiles'];
  readonly inventory: Inventory;
  readonly resolution: Resolution;
  readonly nowMs: number;
}

export function buildBudgetRows(city: City): readonly BudgetRow[] {
  const checks = listChecks(city);
  const rows = [
    ...readingRows(checks, city),
    ...placeRows(checks, city),
    ...trafficRows(city),
    ...fleetRows(checks, city),
    ...recordRows(checks, city),
    row('collector', 'collector', { series: 1, everyMs: COLLECTOR_EVERY_MS }),
  ];
  return rows.filter(({ series }) => series > 0);
}

interface WatchedCheck {
  readonly device: Device;
  readonly indicator: keyof typeof READINGS;
  readonly intervalMs: number;
}

function listChecks({ profiles, inventory }: City): readonly WatchedCheck[] {
  return [...inventory.devices.values()].flatMap((device) =>
    INDICATORS.flatMap((indicator) => {
      const intervalMs = profiles[device.profile]?.[indicator]?.intervalMs;
      return intervalMs === undefined ? [] : [{ device, indicator, intervalMs }];
    }),
  );
}

const INDICATORS = Object.keys(READINGS) as readonly (keyof typeof READINGS)[];

function readingRows(checks: readonly WatchedCheck[], { resolution }: City): readonly BudgetRow[] {
  return INDICATORS.map((indicator) => {
    const own = checks.filter((check) => check.indicator === indicator);
    const pointsPerDay = sum(own, (check) => readingsPerDay(check, resolution));
    return row(READINGS[indicator], READINGS[indicator], { series: own.length, pointsPerDay });
  });
}

function readingsPerDay({ indicator, intervalMs }: WatchedCheck, resolution: Resolution): number {
  const probes = perDay(intervalMs);
  if (resolution === 'every-reading' || !SUMMED_UP.has(indicator)) return probes;
  return Math.min(probes, perDay(SUMMARY_WINDOW_MS) + probes * FAILED_RATIO);
}

/** What readings add up to by place. */
function placeRows(checks: readonly WatchedCheck[], { inventory }: City): readonly BudgetRow[] {
  const places = (asked: (indicator: Indicator) => boolean, tags: readonly ('area' | 'district')[]) =>
    new Set(
      checks
        .filter(({ indicator }) => asked(indicator))
        .map(({ device }) => {
          const place = placeOfDevice(inventory, device);
          return [place.agency, ...tags.map((tag) => place[tag])].join(' ');
        }),
    ).size;
  return [
    row('answers', 'answers', {
      series: places((one) => SUMMED_UP.has(one), ['area']),
      everyMs: SUMMARY_WINDOW_MS,
    }),
    row('recordings', 'recordings', {
      series: places((one) => one === 'recording', ['district']),
      everyMs: RECORDINGS_EVERY_MS,
    }),
  ];
}

function trafficRows({ profiles, inventory, resolution }: City): readonly BudgetRow[] {
  const interfaces = countInterfaces(profiles, inventory);
  const carriers = sum(interfaces, (group) => group.carriers);
  const others = sum(interfaces, ({ count }) => count) - carriers;
  const perPort = (intervalMs: number, linkId?: string) =>
    perDay(Math.max(intervalMs, portWindowMs(resolution, linkId)));
  const ofCarriers = sum(interfaces, (group) => group.carriers * perPort(group.intervalMs, 'a link'));
  const ofOthers = sum(interfaces, (group) => (group.count - group.carriers) * perPort(group.intervalMs));
  const ports = resolution === 'summaries' ? 'quietPort' : 'traffic';
  return [
    row('traffic', 'traffic', { series: carriers, pointsPerDay: ofCarriers }),
    { ...row('traffic', ports, { series: others, pointsPerDay: ofOthers }), part: 'ports without a link' },
    row('traffic', 'trafficQuarter', { series: carriers, everyMs: QUARTER_MS, policy: 'long' }),
    row('trafficDay', 'trafficDay', { series: carriers, everyMs: days(1) }),
  ];
}

/** How many rows the counts have is a matter of how owners and places mix: count them once. */
function fleetRows(checks: readonly WatchedCheck[], { inventory, nowMs }: City): readonly BudgetRow[] {
  const size = checks.length;
  const { columns: devices } = createDeviceColumns(inventory, nowMs);
  const counts = createFleetCounter()({
    ...{ size, devices, reasons: [undefined] },
    device: Uint32Array.from(checks, ({ device }) => devices.indexOf(device.id)),
    indicator: Uint8Array.from(checks, ({ indicator }) => ALL_INDICATORS.indexOf(indicator)),
    ...{ state: new Uint8Array(size), reason: new Uint16Array(size) },
  });
  const series = sum(Object.values(counts), ({ length }) => length);
  const all = (everyMs: number, policy: keyof typeof RETENTION, kind: keyof typeof BYTES) => ({
    ...row('fleetCity', kind, { series, everyMs, policy }),
    measurement: 'fleet_…',
  });
  return [
    all(minutes(1), 'raw', 'fleet'),
    all(QUARTER_MS, 'long', 'fleetQuarter'),
    // Of nearly the same groups, by the day.
    { ...row('availabilityDay', 'groupDay', { series, everyMs: days(1) }), measurement: 'availability_…day' },
  ];
}

/** Copies of the record, and what is not well. */
function recordRows(checks: readonly WatchedCheck[], { inventory }: City): readonly BudgetRow[] {
  const series = checks.length;
  const reached = checks.filter(({ indicator }) => indicator === 'reach').length;
  const changing = { series, pointsPerDay: series * CHANGES_PER_DAY };
  const troubled = series * FAILED_RATIO * perDay(TROUBLE_EVERY_MS);
  return [
    row('availability', 'availability', { series: reached, everyMs: hours(1) }),
    row('availability', 'availabilityDay', { series: reached, everyMs: days(1), policy: 'long' }),
    row('downtime', 'downtime', { series: reached, everyMs: days(1) }),
    row('sla', 'groupDay', { series: inventory.contracts.size, everyMs: days(1) }),
    row('recentEvent', 'event', { series: reached, pointsPerDay: reached * (CHANGES_PER_DAY / 2) }),
    row('event', 'longEvent', changing),
    row('trouble', 'trouble', { series, pointsPerDay: troubled }),
  ];
}

type Amount = { readonly series: number; readonly policy?: keyof typeof RETENTION } & (
  | { readonly everyMs: number }
  | { readonly pointsPerDay: number }
);

function row(name: SeriesName, kind: keyof typeof BYTES, amount: Amount): BudgetRow {
  const { measurement, retention } = SERIES[name];
  const { series, policy = retention } = amount;
  const pointsPerDay = 'everyMs' in amount ? series * perDay(amount.everyMs) : amount.pointsPerDay;
  return { measurement, policy, series, pointsPerDay: Math.round(pointsPerDay), bytesPerPoint: BYTES[kind] };
}

const perDay = (intervalMs: number) => days(1) / intervalMs;

const sum = <Item>(items: Iterable<Item>, amountOf: (item: Item) => number): number =>
  Iterator.from(items).reduce((total, item) => total + amountOf(item), 0);
