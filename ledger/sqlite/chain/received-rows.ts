import type { ChainedTable } from '../../record/chained-tables.ts';
import { renderRowBody, type StoredRow } from '../../record/row-body.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

/** What a receipt says of one of its rows. */
export interface ReceivedPlace {
  readonly collector: string;
  /** Number of the row in the chain of the collector. */
  readonly ownSeq: number;
  readonly receivedMs: number;
  readonly receiptSeq: number;
}

/** A row of a collector's chain: what its hash covers, and its place by the receipt; without a receipt it has none. */
export interface Received extends Partial<ReceivedPlace> {
  readonly body: string;
}

export type FindReceived = (seq: number) => ReceivedPlace | undefined;

/** Tables that have rows of collectors beside those of the ledger's own chain. */
const TABLES_OF_BOTH = ['change', 'coverage', 'traffic_day'] as const satisfies readonly ChainedTable[];
export const hasReceivedRows = (table: string): table is (typeof TABLES_OF_BOTH)[number] =>
  TABLES_OF_BOTH.some((name) => name === table);

/** What the hash of a row of a collector covers: the number and the time of record that it has there. */
export const receivedBody = (row: StoredRow, writtenMs: number, place: ReceivedPlace | undefined): string =>
  renderRowBody({
    ...row,
    seq: place?.ownSeq ?? row.seq,
    value: (column) => (column === 'recorded_ms' ? writtenMs : row.value(column)),
  });

const RECEIPT_COLUMNS = 'seq, collector, from_seq, first_seq, recorded_ms';

/** For rows that are asked for in the order of their numbers. A ledger without such rows is asked nothing. */
export function createReceiptCursor(database: SqlDatabase, fromSeq: number): FindReceived {
  let rows: Iterator<SqlRow> | undefined;
  let current: SqlRow | undefined;
  return (seq) => {
    rows ??= database
      .prepare(`SELECT ${RECEIPT_COLUMNS} FROM receipt WHERE seq >= ? ORDER BY seq`)
      .iterate(fromSeq);
    while (current === undefined || integerOf(current, 'seq') < seq) {
      const { done, value } = rows.next();
      if (done) return undefined;
      current = value;
    }
    return placeBy(current, seq);
  };
}

/** For any row; a receipt follows the rows that it is about. */
export function createReceiptFinder(database: SqlDatabase): FindReceived {
  return (seq) => {
    const row = database
      .prepare(`SELECT ${RECEIPT_COLUMNS} FROM receipt WHERE seq > ? ORDER BY seq LIMIT 1`)
      .get(seq);
    return row && placeBy(row, seq);
  };
}

function placeBy(row: SqlRow, seq: number): ReceivedPlace | undefined {
  const firstSeq = integerOf(row, 'first_seq');
  if (seq < firstSeq || seq >= integerOf(row, 'seq')) return undefined;
  return {
    collector: textOf(row, 'collector'),
    ownSeq: integerOf(row, 'from_seq') + seq - firstSeq,
    receivedMs: integerOf(row, 'recorded_ms'),
    receiptSeq: integerOf(row, 'seq'),
  };
}
