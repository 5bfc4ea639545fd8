import { CHAINED_TABLE_NAMES, type ChainedTable } from '../../record/chained-tables.ts';
import type { StoredRow } from '../../record/row-body.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { hexOf, integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

/** A row of the chain as it is stored, whatever its table. */
export interface ChainRow extends StoredRow {
  readonly prev: string;
  readonly hash: string;
}

/** The rows of all chained tables from number `fromSeq` on, in the order of their numbers. */
export function* readChain(database: SqlDatabase, fromSeq: number): Generator<ChainRow, undefined> {
  const cursors = chainedTablesOf(database).map((table) => createCursor(database, table, fromSeq));
  for (;;) {
    const first = cursors.reduce((least, cursor) => (cursor.seq() < least.seq() ? cursor : least));
    const row = first.take();
    if (!row) return;
    yield row;
  }
}

/** A ledger of an older version has fewer of them. */
export function chainedTablesOf(database: SqlDatabase): readonly ChainedTable[] {
  const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const names = new Set(rows.map((row) => textOf(row, 'name')));
  return CHAINED_TABLE_NAMES.filter((name) => names.has(name));
}

interface Cursor {
  /** Number of the next row; infinite at the end. */
  readonly seq: () => number;
  readonly take: () => ChainRow | undefined;
}

function createCursor(database: SqlDatabase, table: ChainedTable, fromSeq: number): Cursor {
  const rows = database.prepare(`SELECT * FROM ${table} WHERE seq >= ? ORDER BY seq`).iterate(fromSeq);
  const next = () => {
    const result = rows.next();
    return result.done ? undefined : parseChainRow(table, result.value);
  };
  let current = next();
  return {
    seq: () => current?.seq ?? Number.POSITIVE_INFINITY,
    take: () => {
      const row = current;
      current = next();
      return row;
    },
  };
}

/** A row as it was selected, with all its columns. */
export function parseChainRow(table: ChainedTable, row: SqlRow): ChainRow {
  return {
    table,
    seq: integerOf(row, 'seq'),
    v: integerOf(row, 'v'),
    salt: hexOf(row, 'salt'),
    prev: hexOf(row, 'prev'),
    hash: hexOf(row, 'hash'),
    value: (column) => {
      const value = row[column];
      return typeof value === 'string' || typeof value === 'number' ? value : undefined;
    },
  };
}
