import type { DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import type { ColumnName } from './column-styles.ts';
import type { ColumnList } from './columns.ts';

export const namesOfColumns = (columns: ColumnList): readonly ColumnName[] =>
  columns.map((one) => (typeof one === 'string' ? one : one.column));

/** The rows of several answers as one table. Rows that are alike become one: each must name what it is of. */
export const ALL_ROWS: DataTransformerConfig = { id: 'merge', options: {} };

/** Columns in this order, since Grafana has none of its own, and without those that are hidden. */
export const inOrder = (names: readonly string[], hidden: readonly string[]): DataTransformerConfig => ({
  id: 'organize',
  options: {
    excludeByName: Object.fromEntries(hidden.map((name) => [name, true])),
    indexByName: Object.fromEntries([...names, ...hidden].map((name, index) => [name, index])),
    renameByName: {},
  },
});

/** Of series only those with these names: a query that several tiles share has the columns of all of them. */
export const onlyOf = (names: readonly string[]): DataTransformerConfig => ({
  id: 'filterFieldsByName',
  options: { include: { names: ['Time', ...names] } },
});

export type Figure = 'first' | 'last' | 'sum' | 'max';

/**
 * One row for each of the values together of `by`, made of all its rows: InfluxDB takes ten times as long over the groups of
 * thousands of devices as over their rows.
 */
export const oneRowEach = (
  by: readonly string[],
  figures: Readonly<Record<string, Figure>>,
): readonly DataTransformerConfig[] => [
  {
    id: 'groupBy',
    options: {
      fields: Object.fromEntries([
        ...by.map((name) => [name, { operation: 'groupby', aggregations: [] }]),
        ...Object.entries(figures).map(([name, figure]) => [
          name,
          { operation: 'aggregate', aggregations: [figure] },
        ]),
      ]),
    },
  },
  // Grafana names what it made after the figure.
  {
    id: 'organize',
    options: {
      excludeByName: {},
      indexByName: {},
      renameByName: Object.fromEntries(
        Object.entries(figures).map(([name, figure]) => [`${name} (${figure})`, name]),
      ),
    },
  },
];

export const sortedBy = (field: string, descending: boolean): DataTransformerConfig => ({
  id: 'sortBy',
  options: { fields: {}, sort: [{ field, desc: descending }] },
});

export const atMost = (rows: number): DataTransformerConfig => ({
  id: 'limit',
  options: { limitField: rows },
});
