import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { LedgerError } from '../../record/ledger-error.ts';
import { insertRows } from '../store/insert-rows.ts';
import { createSchema, MIGRATIONS } from '../store/migrations.ts';
import type { SqlDatabase, SqlInput } from '../store/sql-database.ts';
import { integerOf, textOf } from '../store/sql-values.ts';

export interface CopyOptions {
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
  readonly signal?: AbortSignal;
}

/** How many rows each table has. */
export type RowCounts = Readonly<Record<string, number>>;

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Which version a store is of is its own affair. */
const OWN = 'schema_version';

const ROWS_PER_TURN = 5_000;

/**
 * Copies every row of a record, of the chain and of the working tables, value by value into another that is empty, whatever engine
 * either is kept by: all in one transaction, or nothing. Both are of this program's version.
 */
export async function copyRecord(
  from: SqlDatabase,
  to: SqlDatabase,
  { onProgress, signal }: CopyOptions = {},
): Promise<RowCounts> {
  const tables = listTables();
  from.exec('BEGIN');
  const counts = countRows(from, tables);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  to.exec('BEGIN IMMEDIATE');
  try {
    let doneRows = 0;
    for (const table of tables) {
      // What the migrations put there.
      if (countOf(to, table) > 0) to.exec(`DELETE FROM ${table.name}`);
      for (const rows of copyTable(from, to, table)) {
        doneRows += rows;
        onProgress?.(doneRows, total);
        // Gives signals and progress their turn.
        await setImmediate();
        signal?.throwIfAborted();
      }
    }
    to.exec('COMMIT');
    from.exec('COMMIT');
    return counts;
  } finally {
    if (to.isOpen && to.isTransaction) to.exec('ROLLBACK');
    if (from.isOpen && from.isTransaction) from.exec('ROLLBACK');
  }
}

/** @throws LEDGER_EXISTS where there is anything on record. */
export function expectEmpty(database: SqlDatabase, shown: string): void {
  const rows = integerOf(database.prepare('SELECT seq FROM head').get(), 'seq');
  if (rows > 0) {
    const message = `${shown}: expected a place without a record, found one of ${rows} rows; nothing was written`;
    throw new LedgerError('LEDGER_EXISTS', message);
  }
}

export const countRecord = (database: SqlDatabase): RowCounts => countRows(database, listTables());

const countRows = (database: SqlDatabase, tables: readonly Table[]): RowCounts =>
  Object.fromEntries(tables.map((table) => [table.name, countOf(database, table)]));

const countOf = (database: SqlDatabase, { name }: Table): number =>
  integerOf(database.prepare(`SELECT count(*) AS count FROM ${name}`).get(), 'count');

/** As the migrations make them, in this order. */
function listTables(): readonly Table[] {
  using database = new DatabaseSync(':memory:');
  createSchema(database, MIGRATIONS);
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> ? ORDER BY rowid")
    .all(OWN)
    .map((row) => {
      const name = textOf(row, 'name');
      const columns = database.prepare('SELECT name FROM pragma_table_info(?)').all(name);
      return { name, columns: columns.map((column) => textOf(column, 'name')) };
    });
}

/** Gives how many rows were copied, some at a time. */
function* copyTable(from: SqlDatabase, to: SqlDatabase, { name, columns }: Table): Generator<number> {
  const read = from.prepare(`SELECT ${columns.join(', ')} FROM ${name}`);
  read.setReturnArrays(true);
  let rows: SqlInput[][] = [];
  const insert = (): number => {
    insertRows(to, name, columns, rows);
    const { length } = rows;
    rows = [];
    return length;
  };
  for (const row of read.iterate()) {
    rows.push(columns.map((_name, place) => row[place] ?? null));
    if (rows.length === ROWS_PER_TURN) yield insert();
  }
  if (rows.length > 0) yield insert();
}
