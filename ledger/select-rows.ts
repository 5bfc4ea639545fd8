import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { SqlRow } from './sql-values.ts';

/** Conditions of a WHERE that are there only where a value is given. */
export function createFilter() {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  return {
    values,
    add: (condition: string, value: string | number | undefined) => {
      if (value === undefined) return;
      conditions.push(condition);
      values.push(value);
    },
    addAlways: (condition: string) => {
      conditions.push(condition);
    },
    where: () => (conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''),
  };
}

/** A condition that a column is one of a list, which {@link listOf} makes a value of. */
export const IN_LIST = 'IN (SELECT value FROM json_each(?))';

export const listOf = (values: readonly (string | number)[] | undefined): string | undefined =>
  values && JSON.stringify(values);

/** Rows one by one. */
export function select(
  database: DatabaseSync,
  sql: string,
  values: readonly SQLInputValue[] | Record<string, SQLInputValue>,
): IteratorObject<SqlRow, undefined> {
  const statement = database.prepare(sql);
  return isList(values) ? statement.iterate(...values) : statement.iterate(values);
}

const isList = (
  values: readonly SQLInputValue[] | Record<string, SQLInputValue>,
): values is readonly SQLInputValue[] => Array.isArray(values);
