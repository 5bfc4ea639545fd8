import { DatabaseSync } from 'node:sqlite';
import { createSchema, MIGRATIONS } from '../store/migrations.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { type SqlRow, textOf } from '../store/sql-values.ts';

/** Something of the schema that is not as the migrations leave it. */
export interface SchemaDifference {
  readonly type: string;
  readonly name: string;
  /** The table that it is of, or is. */
  readonly table: string;
  /** The SQL that makes it; absent: it should not be there. */
  readonly expected?: string;
  /** Absent: it is not there. */
  readonly got?: string;
}

export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  /** As it was written; of what SQLite makes by itself only the table that it is of. */
  readonly sql: string;
}

const references = new WeakMap<readonly string[], Map<number, ReadonlyMap<string, SchemaObject>>>();

/** In the order in which it is made. */
export function referenceSchema(
  version: number,
  migrations: readonly string[] = MIGRATIONS,
): ReadonlyMap<string, SchemaObject> {
  const byVersion = references.get(migrations) ?? new Map<number, ReadonlyMap<string, SchemaObject>>();
  references.set(migrations, byVersion);
  const known = byVersion.get(version);
  if (known) return known;
  const database = new DatabaseSync(':memory:');
  try {
    createSchema(database, migrations.slice(0, version));
    const made = readSchema(database);
    byVersion.set(version, made);
    return made;
  } finally {
    database.close();
  }
}

/** By type, table and name. */
export function readSchema(database: SqlDatabase): ReadonlyMap<string, SchemaObject> {
  const rows = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all();
  return new Map(
    rows.map((row) => [
      `${textOf(row, 'type')} ${textOf(row, 'tbl_name')} ${textOf(row, 'name')}`,
      objectOf(row),
    ]),
  );
}

const objectOf = (row: SqlRow): SchemaObject => ({
  type: textOf(row, 'type'),
  name: textOf(row, 'name'),
  table: textOf(row, 'tbl_name'),
  sql: typeof row.sql === 'string' ? row.sql : '',
});
