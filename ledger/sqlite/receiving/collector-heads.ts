import type { ChainHead } from '../../record/chain-heads.ts';
import type { CollectorHead } from '../../record/receiving.ts';
import { GENESIS_HASH } from '../../record/row-body.ts';
import { numberedTablesOf } from '../chain/read-chain.ts';
import { runLater } from '../store/run-later.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { hexOf, integerOf, optionalIntegerOf, type SqlRow, textOf } from '../store/sql-values.ts';

/** Where the chains of collectors stand here: a working table, which the receipts say again. */
export interface CollectorHeads {
  readonly of: (collector: string) => CollectorHead;
  readonly all: () => readonly CollectorHead[];
  readonly move: (
    collector: string,
    head: ChainHead,
    known: { readonly receivedMs: number; readonly coveredMs?: number },
  ) => void;
  /** Its coverage reaches at least so far. */
  readonly cover: (collector: string, coveredMs: number) => void;
}

export function createCollectorHeads(database: SqlDatabase): CollectorHeads {
  // By the receipts, which nobody changes unseen; the working table is for lists, and put right by the next receipt.
  const selectOne = database.prepare(`
    SELECT receipt.collector, receipt.to_seq AS seq, receipt.head, receipt.recorded_ms AS received_ms, known.covered
    FROM receipt LEFT JOIN collector_head AS known ON known.collector = receipt.collector
    WHERE receipt.collector = ? ORDER BY receipt.to_seq DESC LIMIT 1
  `);
  const selectAll = database.prepare('SELECT * FROM collector_head ORDER BY collector');
  const upsert = database.prepare(`
    INSERT INTO collector_head (collector, seq, hash, covered, received_ms) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (collector) DO UPDATE SET
      seq = excluded.seq, hash = excluded.hash, received_ms = excluded.received_ms,
      covered = max(coalesce(excluded.covered, collector_head.covered), coalesce(collector_head.covered, excluded.covered))
  `);
  const updateCovered = database.prepare(
    'UPDATE collector_head SET covered = ? WHERE collector = ? AND (covered IS NULL OR covered < ?)',
  );
  const of = (collector: string): CollectorHead => {
    const row = selectOne.get(collector);
    return row ? headBy(row, textOf(row, 'head')) : { collector, seq: 0, hash: GENESIS_HASH };
  };
  return {
    of,
    all: () => selectAll.all().map((row) => headBy(row, hexOf(row, 'hash'))),
    move: (collector, { seq, hash }, { receivedMs, coveredMs }) => {
      runLater(upsert, [collector, seq, Buffer.from(hash, 'hex'), coveredMs ?? null, receivedMs]);
    },
    cover: (collector, coveredMs) => {
      updateCovered.run(coveredMs, collector, coveredMs);
    },
  };
}

function headBy(row: SqlRow, hash: string): CollectorHead {
  const coveredMs = optionalIntegerOf(row, 'covered');
  return {
    collector: textOf(row, 'collector'),
    seq: integerOf(row, 'seq'),
    hash,
    receivedMs: integerOf(row, 'received_ms'),
    ...(coveredMs !== undefined && { coveredMs }),
  };
}

/** A ledger of an older version has none. */
export function readCollectorHeads(database: SqlDatabase): readonly CollectorHead[] {
  return numberedTablesOf(database).includes('receipt') ? createCollectorHeads(database).all() : [];
}

/** Where the chain of a collector stood before a row, by the receipts. */
export function createReceiptHeads(database: SqlDatabase, beforeSeq: number) {
  return (collector: string): ChainHead | undefined => {
    const row = database
      .prepare(
        'SELECT to_seq, head FROM receipt WHERE collector = ? AND seq < ? ORDER BY to_seq DESC LIMIT 1',
      )
      .get(collector, beforeSeq);
    return row && { seq: integerOf(row, 'to_seq'), hash: textOf(row, 'head') };
  };
}
