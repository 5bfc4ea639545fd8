import type { SqlDatabase, SqlInput, SqlStatement } from './sql-database.ts';
import type { SqlRow } from './sql-values.ts';

/** Conditions of a WHERE that are there only where a value is given. */
export function createFilter() {
  const conditions: string[] = [];
  const values: SqlInput[] = [];
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
/** The same of numbers: in PostgreSQL the values of a list are texts. */
export const IN_NUMBERS = 'IN (SELECT CAST(value AS BIGINT) FROM json_each(?))';

export const listOf = (values: readonly (string | number)[] | undefined): string | undefined =>
  values && JSON.stringify(values);

type Values = readonly SqlInput[] | Record<string, SqlInput>;

/** Rows one by one. What is asked again and again is prepared once. */
export function select(database: SqlDatabase, sql: string, values: Values): Generator<SqlRow, undefined> {
  return iterate(database, sql, values, 'objects');
}

/** The same as lists: of tens of thousands of rows the names cost most. A column is asked for by its place, from `'0'` on. */
export function selectLists(
  database: SqlDatabase,
  sql: string,
  values: Values,
): Generator<SqlRow, undefined> {
  return iterate(database, sql, values, 'lists');
}

function* iterate(
  database: SqlDatabase,
  sql: string,
  values: Values,
  as: 'objects' | 'lists',
): Generator<SqlRow, undefined> {
  const idle = idleStatementsOf(database, `${as} ${sql}`);
  // One that is under way elsewhere would begin anew there.
  const statement = idle.pop() ?? database.prepare(sql);
  statement.setReturnArrays(as === 'lists');
  try {
    yield* isList(values) ? statement.iterate(...values) : statement.iterate(values);
  } finally {
    idle.push(statement);
  }
}

const STATEMENTS = new WeakMap<SqlDatabase, Map<string, SqlStatement[]>>();

function idleStatementsOf(database: SqlDatabase, key: string): SqlStatement[] {
  const byKey = STATEMENTS.get(database) ?? new Map<string, SqlStatement[]>();
  STATEMENTS.set(database, byKey);
  const idle = byKey.get(key) ?? [];
  byKey.set(key, idle);
  return idle;
}

const isList = (values: Values): values is readonly SqlInput[] => Array.isArray(values);
