import { CHAINED_TABLE_NAMES, type ChainedTable } from '../../record/chained-tables.ts';
import { renderRowBody, type StoredRow } from '../../record/row-body.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { hexOf, integerOf, optionalIntegerOf, type SqlRow, textOf } from '../store/sql-values.ts';
import { tablesOf } from '../store/tables-of.ts';
import { createReceiptCursor, type FindReceived, type Received, receivedBody } from './received-rows.ts';

interface LinkedRow {
  readonly prev: string;
  readonly hash: string;
}

/** A row of the ledger's own chain, as it is stored. */
export interface OwnRow extends StoredRow, LinkedRow {
  readonly received?: undefined;
}

/** A row of a collector's chain, which stands among those of the ledger by the number that its receipt gave it. */
export interface ReceivedRow extends Pick<OwnRow, 'seq' | 'value'>, LinkedRow {
  /** Where it is kept. */
  readonly table: string;
  readonly received: Received;
}

/** A row as it is stored, whatever its table and its chain. */
export type ChainRow = OwnRow | ReceivedRow;

/** What its hash covers. */
export const bodyOf = (row: ChainRow): string => (row.received ? row.received.body : renderRowBody(row));

/** Where rows of collectors stand that no figure is read from. */
export const COLLECTOR_ROW = 'collector_row';

/** The rows of all chained tables from number `fromSeq` on, in the order of their numbers. */
export function* readChain(database: SqlDatabase, fromSeq: number): Generator<ChainRow, undefined> {
  const find = createReceiptCursor(database, fromSeq);
  const cursors = numberedTablesOf(database).map((table) => createCursor(database, table, fromSeq, find));
  for (;;) {
    const first = cursors.reduce((least, cursor) => (cursor.seq() < least.seq() ? cursor : least));
    const row = first.take();
    if (!row) return;
    yield row;
  }
}

/** A ledger of an older version has fewer of them. */
export function chainedTablesOf(database: SqlDatabase): readonly ChainedTable[] {
  const names = tablesOf(database);
  return CHAINED_TABLE_NAMES.filter((name) => names.has(name));
}

/** A table whose rows have a number: those of the chain, and what was received of other chains. */
export type NumberedTable = (typeof NUMBERED_TABLE_NAMES)[number];

export const NUMBERED_TABLE_NAMES = [...CHAINED_TABLE_NAMES, COLLECTOR_ROW] as const;

export function numberedTablesOf(database: SqlDatabase): readonly NumberedTable[] {
  const names = tablesOf(database);
  return NUMBERED_TABLE_NAMES.filter((name) => names.has(name));
}

interface Cursor {
  /** Number of the next row; infinite at the end. */
  readonly seq: () => number;
  readonly take: () => ChainRow | undefined;
}

function createCursor(
  database: SqlDatabase,
  table: NumberedTable,
  fromSeq: number,
  find: FindReceived,
): Cursor {
  const rows = database.prepare(`SELECT * FROM ${table} WHERE seq >= ? ORDER BY seq`).iterate(fromSeq);
  let current: SqlRow | undefined;
  let seq = Number.POSITIVE_INFINITY;
  const next = () => {
    const result = rows.next();
    current = result.done ? undefined : result.value;
    seq = current ? integerOf(current, 'seq') : Number.POSITIVE_INFINITY;
  };
  next();
  return {
    seq: () => seq,
    take: () => {
      // Not before it is its turn: receipts are gone through in the same order.
      const row = current && parseChainRow(table, current, find);
      next();
      return row;
    },
  };
}

/** A row as it was selected, with all its columns. */
export function parseChainRow(table: NumberedTable, row: SqlRow, find: FindReceived): ChainRow {
  const value = (column: string) => {
    const stored = row[column];
    return typeof stored === 'string' || typeof stored === 'number' ? stored : undefined;
  };
  const linked = { seq: integerOf(row, 'seq'), prev: hexOf(row, 'prev'), hash: hexOf(row, 'hash'), value };
  if (table === COLLECTOR_ROW)
    return { table, ...linked, received: { ...find(linked.seq), body: textOf(row, 'body') } };
  const [v, salt, writtenMs] = [
    integerOf(row, 'v'),
    hexOf(row, 'salt'),
    optionalIntegerOf(row, 'written_ms'),
  ];
  if (writtenMs === undefined) return { table, ...linked, v, salt };
  const place = find(linked.seq);
  const body = receivedBody({ table, v, salt, seq: linked.seq, value }, writtenMs, place);
  return { table, ...linked, received: { ...place, body } };
}
