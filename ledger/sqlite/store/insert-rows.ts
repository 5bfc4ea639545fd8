import { LedgerError } from '../../record/ledger-error.ts';
import type { SqlDatabase, SqlInput } from './sql-database.ts';

/**
 * Puts rows into a table, each a list of values in the order of the columns.
 * @throws LEDGER_REFUSED where it kept another number of them: a trigger that does not belong there can swallow one without an error.
 */
export function insertRows(
  database: SqlDatabase,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlInput[])[],
): void {
  const kept = database.copyIn
    ? database.copyIn(table, columns, rows)
    : insertEach(database, table, columns, rows);
  if (kept === rows.length) return;
  throw new LedgerError(
    'LEDGER_REFUSED',
    `the ledger kept ${kept} of ${rows.length} rows (${table}): see camwatch ledger verify`,
  );
}

function insertEach(
  database: SqlDatabase,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlInput[])[],
): number {
  const places = columns.map(() => '?').join(', ');
  const insert = database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
  return rows.reduce((kept, row) => kept + Number(insert.run(...row).changes), 0);
}
