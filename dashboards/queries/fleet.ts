import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { quoteIdentifier } from '../../core/names/quote-influxql.ts';
import { SERIES, type SeriesName } from '../../core/names/series.ts';
import { EVERY_INTERVAL, namesOf, type Select, select } from '../../grafana/influxql/select.ts';
import type { ColumnName } from '../components/column-styles.ts';

export type FleetSeries = Extract<SeriesName, `fleet${string}`>;

export interface FleetScope {
  readonly series: FleetSeries;
  readonly kinds: readonly DeviceKind[];
  readonly indicator: Indicator;
  /** Conditions besides kind and indicator. */
  readonly where?: readonly string[];
  /** Tags that the conditions hold to one value. */
  readonly pinned?: readonly string[];
}

type Counted = 'up' | 'degraded' | 'down' | 'unknown';

const { field, is, isOneOf, tag } = namesOf('fleetCity');
const last = (name: Counted) => `last(${field(name)})`;
const sum = (name: Counted) => `sum(${field(name)})`;

/** What is asked of each row: `up` and `degraded` work, and nothing is known of `unknown`. */
const OF_A_ROW = {
  degraded: last('degraded'),
  down: last('down'),
  unknown: last('unknown'),
  total: `${last('up')} + ${last('degraded')} + ${last('down')} + ${last('unknown')}`,
  good: `${sum('up')} + ${sum('degraded')}`,
  known: `${sum('up')} + ${sum('degraded')} + ${sum('down')}`,
} as const;

type Part = keyof typeof OF_A_ROW;

/** Each column as a part, or as a share of one part in another. */
const COLUMNS = {
  degraded: ['degraded'],
  down: ['down'],
  unknown: ['unknown'],
  total: ['total'],
  downRatio: ['down', 'total'],
  countedAvailability: ['good', 'known'],
  unreached: ['down'],
  noPicture: ['down'],
  notRecording: ['down'],
} as const satisfies Partial<Record<ColumnName, readonly [Part, Part?]>>;

export type FleetColumn = keyof typeof COLUMNS;

/**
 * The last counts of the range, and the availability in it, added up by `by` (tags). A row without devices any more is
 * counted until its last point leaves the range. InfluxDB reads a query within a query anew for every column: there is
 * one only where rows have to be added up.
 */
export function lastCounts(
  scope: FleetScope,
  columns: readonly FleetColumn[],
  by: readonly string[] = [],
): Select {
  const from = namesOf(scope.series).from;
  const where = conditionsOf(scope);
  if (isOneRowEach(scope, by))
    return select({ columns: render(columns, (part) => `(${OF_A_ROW[part]})`), from, where, groupBy: by });
  const parts: readonly Part[] = columns.flatMap((column) => COLUMNS[column]);
  const each = select({
    columns: Object.fromEntries(parts.map((part) => [part, OF_A_ROW[part]])),
    from,
    where,
    groupBy: ['*'],
  });
  return select({ columns: render(columns, (part) => `sum("${part}")`), from: each, groupBy: by });
}

const render = (columns: readonly FleetColumn[], show: (part: Part) => string) =>
  Object.fromEntries(
    columns.map((column) => {
      const parts: readonly Part[] = COLUMNS[column];
      return [column, parts.map(show).join(' / ')];
    }),
  );

/** Whether every tag has one value, or is grouped by; a ward lies in one district. */
function isOneRowEach({ series, kinds, pinned = [] }: FleetScope, by: readonly string[] = []): boolean {
  const isSettled = (name: string) => pinned.includes(name) || by.includes(quoteIdentifier(name));
  return SERIES[series].tags.every(
    (name) =>
      isSettled(name) ||
      name === 'indicator' ||
      (name === 'kind' && kinds.length === 1) ||
      (name === 'district' && series === 'fleetArea' && isSettled('area')),
  );
}

/** Counts over time, added up over all that the scope covers. */
export function countsOverTime(scope: FleetScope, counted: readonly Exclude<Counted, 'up'>[]): Select {
  const isFlat = isOneRowEach(scope);
  const means = select({
    columns: Object.fromEntries(counted.map((name) => [name, `mean(${field(name)})`])),
    from: namesOf(scope.series).from,
    where: conditionsOf(scope),
    groupBy: isFlat ? [EVERY_INTERVAL] : [EVERY_INTERVAL, '*'],
    fill: isFlat ? 'null' : 'none',
  });
  if (isFlat) return means;
  return select({
    columns: Object.fromEntries(counted.map((name) => [name, `sum("${name}")`])),
    from: means,
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
