import type { DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import type { ColumnName } from './column-styles.ts';
import type { ColumnList } from './columns.ts';

export const namesOfColumns = (columns: ColumnList): readonly ColumnName[] =>
  columns.map((one) => (typeof one === 'string' ? one : one.column));

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

export const sortedBy = (field: string, descending: boolean): DataTransformerConfig => ({
  id: 'sortBy',
  options: { fields: {}, sort: [{ field, desc: descending }] },
});

export const atMost = (rows: number): DataTransformerConfig => ({
  id: 'limit',
  options: { limitField: rows },
});
