import type { DeviceKind } from '../../core/inventory.ts';
import type { SeriesName } from '../../core/series.ts';
import type { Indicator } from '../../core/state.ts';
import { EVERY_INTERVAL, namesOf, type Select, select } from '../../grafana/influxql/select.ts';
import type { ColumnName } from '../house/columns.ts';

export type FleetSeries = Extract<SeriesName, `fleet${string}`>;

export interface FleetScope {
  readonly series: FleetSeries;
  readonly kinds: readonly DeviceKind[];
  readonly indicator: Indicator;
  /** Conditions besides kind and indicator. */
  readonly where?: readonly string[];
}

const { is, isOneOf, tag } = namesOf('fleetCity');

const COUNTED = 'sum("up") + sum("degraded") + sum("down") + sum("unknown")';

/** Counts by column; what works is `up` and `degraded`, and nothing is known of `unknown`. */
const COLUMNS = {
  up: 'sum("up")',
  degraded: 'sum("degraded")',
  down: 'sum("down")',
  unknown: 'sum("unknown")',
  total: COUNTED,
  downRatio: `sum("down") / (${COUNTED})`,
  availability: 'sum("good") / sum("known")',
} as const satisfies Partial<Record<ColumnName, string>>;

export type FleetColumn = keyof typeof COLUMNS;

const GOOD = 'sum("up") + sum("degraded")';

/**
 * The last counts of the range, and the availability in it, added up by `by` (tags). A row without devices any more is
 * counted until its last point leaves the range.
 */
export function lastCounts(
  scope: FleetScope,
  columns: readonly FleetColumn[],
  by: readonly string[] = [],
): Select {
  const last = (field: 'up' | 'degraded' | 'down' | 'unknown') => `last("${field}")`;
  const each = select({
    columns: {
      up: last('up'),
      degraded: last('degraded'),
      down: last('down'),
      unknown: last('unknown'),
      good: GOOD,
      known: `${GOOD} + sum("down")`,
    },
    from: namesOf(scope.series).from,
    where: conditionsOf(scope),
    groupBy: ['*'],
  });
  const chosen = Object.fromEntries(columns.map((column) => [column, COLUMNS[column]]));
  return select({ columns: chosen, from: each, groupBy: by });
}

/** Counts over time, added up over all that the scope covers. */
export function countsOverTime(
  scope: FleetScope,
  fields: readonly ('up' | 'degraded' | 'down' | 'unknown')[],
): Select {
  const each = select({
    columns: Object.fromEntries(fields.map((field) => [field, `mean("${field}")`])),
    from: namesOf(scope.series).from,
    where: conditionsOf(scope),
    groupBy: [EVERY_INTERVAL, '*'],
    fill: 'none',
  });
  return select({
    columns: Object.fromEntries(fields.map((field) => [field, `sum("${field}")`])),
    from: each,
    where: ['$timeFilter'],
    groupBy: [EVERY_INTERVAL],
    fill: 'null',
  });
}

const conditionsOf = ({ kinds, indicator, where = [] }: FleetScope): readonly string[] => [
  kinds.length === 1 && kinds[0] !== undefined ? is('kind', kinds[0]) : isOneOf('kind', kinds),
  is('indicator', indicator),
  ...where,
];

/** Tags to group by, of any of the series. */
export const FLEET_TAGS = {
  kind: tag('kind'),
  agency: namesOf('fleetAgency').tag('agency'),
  district: namesOf('fleetDistrict').tag('district'),
  area: namesOf('fleetArea').tag('area'),
  contractor: namesOf('fleetContractor').tag('contractor'),
  programme: namesOf('fleetProgramme').tag('programme'),
} as const;
