import { exactlyOneOf, quoteIdentifier, quoteString } from '../../core/names/quote-influxql.ts';
import { RETENTION, type RolledUpName, SERIES, type SeriesName } from '../../core/names/series.ts';

export type TagOf<Name extends SeriesName> = (typeof SERIES)[Name]['tags'][number];
export type FieldOf<Name extends SeriesName> = Extract<keyof (typeof SERIES)[Name]['fields'], string>;

/** The names of one series, quoted, and held to {@link SERIES} by the compiler. */
export interface Names<Name extends SeriesName> {
  /** `"raw"."reach"`: with its retention policy, which is not the database's own. */
  readonly from: string;
  readonly tag: (tag: TagOf<Name>) => string;
  readonly field: (field: FieldOf<Name>) => string;
  /** The tag is this value. */
  readonly is: (tag: TagOf<Name>, value: string) => string;
  readonly isOneOf: (tag: TagOf<Name>, values: readonly string[]) => string;
  /** The tag is what a variable of the dashboard holds: one value or several. */
  readonly isVariable: (tag: TagOf<Name>, variable: string) => string;
}

/** @param rolledUp What it is rolled up to, where it is. */
export function namesOf<Name extends SeriesName>(
  name: Name,
  rolledUp?: Name extends RolledUpName ? 'rolled-up' : never,
): Names<Name> {
  const { measurement, retention } = SERIES[name];
  const policy = RETENTION[rolledUp ? 'long' : retention].name;
  return {
    from: `${quoteIdentifier(policy)}.${quoteIdentifier(measurement)}`,
    tag: quoteIdentifier,
    field: quoteIdentifier,
    is: (tag, value) => `${quoteIdentifier(tag)} = ${quoteString(value)}`,
    isOneOf: (tag, values) => `${quoteIdentifier(tag)} =~ ${exactlyOneOf(values)}`,
    isVariable: (tag, variable) => `${quoteIdentifier(tag)} =~ /^\${${variable}:regex}$/`,
  };
}

export interface SelectParts {
  /** What is computed, each with its name: `{ down: 'last("down")' }`. */
  readonly columns: Readonly<Record<string, string>>;
  /** A measurement, a query in its place, or several queries whose rows are taken together. */
  readonly from: string | Select | readonly Select[];
  /** Conditions that all hold, besides the time range. */
  readonly where?: readonly string[];
  readonly groupBy?: readonly string[];
  /** Of a query that groups by time: what stands where nothing was measured. */
  readonly fill?: 'none' | 'null' | 'previous' | 0;
  readonly orderBy?: string;
  readonly limit?: number;
  /** How many series at most: which, InfluxDB chooses. */
  readonly mostSeries?: number;
  /** Where days begin that are grouped by. */
  readonly timeZone?: string;
}

/** The text of one query. */
export type Select = string & { readonly __select: true };

/** One SELECT over the time range of the panel or rule: a query in the place of a measurement has the range itself. */
export function select({
  columns,
  from,
  where = [],
  groupBy = [],
  fill,
  orderBy,
  limit,
  mostSeries,
  timeZone,
}: SelectParts): Select {
  const names = Object.entries(columns).map(([name, text]) => `${text} AS ${quoteIdentifier(name)}`);
  const nested = queriesIn(from);
  const isNested = nested.length > 0;
  const conditions = isNested ? where : [...where, '$timeFilter'];
  const parts = [
    `SELECT ${names.join(', ')}`,
    `FROM ${isNested ? nested.map((query) => `(${query})`).join(', ') : from}`,
    conditions.length > 0 && `WHERE ${conditions.join(' AND ')}`,
    groupBy.length > 0 && `GROUP BY ${groupBy.join(', ')}`,
    fill !== undefined && `fill(${fill})`,
    orderBy !== undefined && `ORDER BY ${orderBy}`,
    limit !== undefined && `LIMIT ${limit}`,
    mostSeries !== undefined && `SLIMIT ${mostSeries}`,
    timeZone !== undefined && `tz(${quoteString(timeZone)})`,
  ];
  // The only place that makes one.
  return parts.filter((part) => part !== false).join(' ') as Select;
}

function queriesIn(from: SelectParts['from']): readonly Select[] {
  if (typeof from !== 'string') return from;
  return isSelect(from) ? [from] : [];
}

const isSelect = (from: string): from is Select => from.startsWith('SELECT ');

/** Buckets as wide as a point of the panel. */
export const EVERY_INTERVAL = 'time($__interval)';

/** Several conditions of which one holds: in parentheses, since conditions of others are joined on. */
export const anyOf = (conditions: readonly string[]): string => `(${conditions.join(' OR ')})`;
