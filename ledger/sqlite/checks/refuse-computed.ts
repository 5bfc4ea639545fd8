import { LedgerError } from '../../record/ledger-error.ts';
import { RECORD_SCHEMA } from '../postgres/postgres-version.ts';
import { MIGRATIONS } from '../store/migrations.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { textOf } from '../store/sql-values.ts';
import { referenceSchema } from './reference-schema.ts';

/**
 * Nothing is read of a file in which a view or a virtual table stands in the place of a table of ours: what is computed may
 * never end, in the middle of SQLite, where no signal reaches.
 * @throws LEDGER_SCHEMA
 */
export function refuseComputed(database: SqlDatabase, path: string): void {
  const ours = namesOfTables();
  const found = database.prepare(database.engine === 'postgres' ? COMPUTED_IN_POSTGRES : COMPUTED).all();
  const first = found.find((row) => ours.has(textOf(row, 'name')));
  if (!first) return;
  throw new LedgerError(
    'LEDGER_SCHEMA',
    `${path}: expected ${textOf(first, 'name')} to be a table, got one that is computed (${textOf(first, 'type')}); nothing of the file was read`,
  );
}

/** To SQLite names are the same however they are written. */
const COMPUTED = `
  SELECT lower(name) AS name, type FROM pragma_table_list WHERE schema = 'main' AND type <> 'table' ORDER BY name`;

const COMPUTED_IN_POSTGRES = `
  SELECT relname::text AS name, CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' ELSE 'foreign' END AS type
  FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = '${RECORD_SCHEMA}' AND relkind IN ('v', 'm', 'f') ORDER BY relname`;

function namesOfTables(): ReadonlySet<string> {
  const objects = [...referenceSchema(MIGRATIONS.length).values()];
  return new Set(objects.filter(({ type }) => type === 'table').map(({ name }) => name));
}
