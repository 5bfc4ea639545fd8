import { STATE_COLOURS } from '../components/colours.ts';
import type { ColumnList, Opens } from '../components/columns.ts';
import { graph, tile } from '../components/panels.ts';
import type { Steps } from '../components/steps.ts';
import { type TableOptions, table } from '../components/table-panel.ts';
import { countsOverTime, FLEET_TAGS, type FleetColumn, lastCounts } from '../queries/fleet.ts';
import type { Context } from '../scope/context.ts';
import { counts, type Scope } from '../scope/scope.ts';
import type { PanelName } from '../texts/texts.ts';
import type { UnitName } from '../texts/unit-name.ts';

const ON_THE_WALL = ['down', 'total', 'countedAvailability'] as const;

export interface PlacesOptions {
  readonly name: PanelName;
  readonly scope: Scope;
  readonly by: 'district' | 'area' | 'agency' | 'contractor' | 'programme';
  /** Left to right, after the name. */
  readonly columns?: readonly FleetColumn[];
  readonly opens?: Opens;
  /** Minutes of a month take long to add up. */
  readonly within?: string;
}

/** Cameras by place or party, the most lost first: how many, of how many, and the availability in the range. */
export function worstPlaces(
  context: Context,
  { name, scope, by, columns = ON_THE_WALL, opens, within }: PlacesOptions,
) {
  const shown: TableOptions['columns'] = [opens ? { column: by, opens } : by, ...columns];
  return table(context, {
    name,
    query: lastCounts(counts(scope, ['camera'], 'reach'), columns, [FLEET_TAGS[by]]),
    columns: shown,
    worstFirst: 'down',
    ...(within && { within }),
  });
}

/** Counts are kept by the minute: narrower bars would have gaps. */
const COUNTED_EVERY = '1m';

export const NOT_WELL = ['down', 'degraded', 'unknown'] as const;
/** Of a line over time the colour is its state's, whatever its height. */
const ALWAYS: Readonly<Record<(typeof NOT_WELL)[number], Steps>> = {
  down: [[null, STATE_COLOURS.down]],
  degraded: [[null, STATE_COLOURS.degraded]],
  unknown: [[null, STATE_COLOURS.unknown]],
};

export const notWellColumns = (unit: UnitName): ColumnList =>
  NOT_WELL.map((column) => ({ column, unit, steps: ALWAYS[column] }));

/** How many cameras were not all right, over time. */
export function camerasOverTime(context: Context, scope: Scope) {
  return graph(context, {
    name: 'camerasOverTime',
    queries: [{ query: countsOverTime(counts(scope, ['camera'], 'reach'), NOT_WELL), alias: '$col' }],
    unit: `suffix:${context.texts.units.cameras}`,
    interval: COUNTED_EVERY,
    columns: notWellColumns('cameras'),
    stacked: true,
    bars: true,
  });
}

/** Share of the known time of cameras in which they were in reach, in the range. */
export function availabilityTile(context: Context, scope: Scope) {
  return tile(context, {
    name: 'availabilityInRange',
    query: lastCounts(counts(scope, ['camera'], 'reach'), ['countedAvailability']),
    columns: ['countedAvailability'],
  });
}
