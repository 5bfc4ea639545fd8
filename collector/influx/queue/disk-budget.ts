import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import { RETENTION } from '../../../core/names/series.ts';
import { chooseResolution, type Resolution } from '../lines/resolution.ts';
import { type BudgetRow, buildBudgetRows, CHANGES_PER_DAY, FAILED_RATIO } from './budget-rows.ts';

/** What InfluxDB will need: an estimate to plan with, not a promise. */
export interface DiskBudget {
  readonly resolution: Resolution;
  readonly devices: number;
  readonly rows: readonly BudgetRow[];
  readonly pointsPerDay: number;
  /** What the disk holds after so many days. */
  readonly bytesAfter: { readonly days35: number; readonly year: number; readonly fiveYears: number };
  /** Keys of the index: one of the same name and tags in both policies counts once. */
  readonly series: number;
  /** The most that a tag has. */
  readonly valuesPerTag: number;
  /** What the figures rest on, as sentences for people. */
  readonly assumptions: readonly string[];
}

/** The budget of these settings for this inventory; `undefined` where measurements are not kept. */
export function estimateDiskBudget(
  { influx, profiles }: Pick<Settings, 'influx' | 'profiles'>,
  inventory: Inventory,
  nowMs: number = Date.now(),
): DiskBudget | undefined {
  if (influx === undefined) return undefined;
  const resolution = chooseResolution(influx.resolution, inventory.devices.size);
  const rows = buildBudgetRows({ profiles, inventory, resolution, nowMs });
  return {
    resolution,
    devices: inventory.devices.size,
    rows,
    pointsPerDay: sum(rows, ({ pointsPerDay }) => pointsPerDay),
    bytesAfter: {
      days35: bytesAfter(rows, 35),
      year: bytesAfter(rows, 365),
      fiveYears: bytesAfter(rows, RETENTION.long.days),
    },
    series: countSeries(rows),
    valuesPerTag: inventory.devices.size + inventory.links.size,
    assumptions: [
      'bytes a point measured on InfluxDB 1.6 after compaction, keys included (docs/adr/0090-series-by-who-reads-them.md)',
      resolution === 'summaries'
        ? `readings are summed up over 5 minutes, and ${FAILED_RATIO * 100} % of the probes fail and are written one by one`
        : 'every reading is written',
      `${CHANGES_PER_DAY} changes of state a day of each device and indicator, ${FAILED_RATIO * 100} % in trouble`,
    ],
  };
}

export const bytesOfRow = ({ policy, pointsPerDay, bytesPerPoint }: BudgetRow, forDays: number): number =>
  pointsPerDay * bytesPerPoint * Math.min(forDays, RETENTION[policy].days);

const bytesAfter = (rows: readonly BudgetRow[], forDays: number) =>
  Math.round(sum(rows, (row) => bytesOfRow(row, forDays)));

/** Rolled up, or copied to the other policy, a series has the same key; parts of a measurement have keys of their own. */
function countSeries(rows: readonly BudgetRow[]): number {
  const most = new Map<string, number>();
  for (const { measurement, part = '', series } of rows) {
    const key = `${measurement} ${part}`;
    most.set(key, Math.max(most.get(key) ?? 0, series));
  }
  return sum([...most.values()], (series) => series);
}

const sum = <Item>(items: readonly Item[], amountOf: (item: Item) => number): number =>
  items.reduce((total, item) => total + amountOf(item), 0);
