import { RECORD_SCHEMA } from '../postgres/postgres-version.ts';
import type { SqlDatabase } from './sql-database.ts';
import { textOf } from './sql-values.ts';

/** The names of the tables that are there: a ledger of an older version has fewer of them. */
export function tablesOf(database: SqlDatabase): ReadonlySet<string> {
  const sql =
    database.engine === 'postgres'
      ? `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = '${RECORD_SCHEMA}'`
      : "SELECT name FROM sqlite_schema WHERE type = 'table'";
  return new Set(
    database
      .prepare(sql)
      .all()
      .map((row) => textOf(row, 'name')),
  );
}
