import type { ChainHead, ChainHeadReads } from '../../record/chain-heads.ts';
import { CHAINED_TABLE_NAMES, type ChainedTable } from '../../record/chained-tables.ts';
import { CENTRE } from '../../record/leases.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { hexOf, integerOf, textOf } from '../store/sql-values.ts';

const NO_HASH = '0'.repeat(64);

export function createChainHeadReads(database: SqlDatabase): ChainHeadReads {
  return {
    headSeq: () => integerOf(database.prepare('SELECT seq FROM head').get(), 'seq'),
    headsBefore: (recordedBeforeMs) => {
      const rows = database.prepare(SELECT_HEADS).all(recordedBeforeMs);
      if (rows.length === 0) return [];
      return [
        { chain: CENTRE, ...headBefore(database, recordedBeforeMs) },
        ...rows
          .map((row) => ({
            ...{ chain: textOf(row, 'collector'), seq: integerOf(row, 'to_seq'), hash: textOf(row, 'head') },
          }))
          .sort((a, b) => (a.chain < b.chain ? -1 : 1)),
      ];
    },
    senders: () =>
      database
        .prepare(SELECT_SENDERS)
        .all()
        .map((row) => textOf(row, 'collector')),
    chainBefore: (recordedBeforeMs) => {
      const head = headBefore(database, recordedBeforeMs);
      const rows: Partial<Record<ChainedTable, number>> = {};
      for (const table of CHAINED_TABLE_NAMES) {
        const count = countUpTo(database, table, head.seq);
        if (count > 0) rows[table] = count;
      }
      return { ...head, rows };
    },
  };
}

/** A receipt has a higher number than its rows and was recorded with them: the last row is always one of the record's own. */
function headBefore(database: SqlDatabase, recordedBeforeMs: number): ChainHead {
  let head = { seq: 0, hash: NO_HASH };
  for (const table of CHAINED_TABLE_NAMES) {
    const row = database
      .prepare(`SELECT seq, hash FROM ${table} WHERE recorded_ms < ? ORDER BY seq DESC LIMIT 1`)
      .get(recordedBeforeMs);
    if (row && integerOf(row, 'seq') > head.seq)
      head = { seq: integerOf(row, 'seq'), hash: hexOf(row, 'hash') };
  }
  return head;
}

const SELECT_HEADS = `
  SELECT collector, to_seq, head FROM receipt WHERE seq IN (
    SELECT max(seq) FROM receipt WHERE recorded_ms < ? GROUP BY collector
  )`;

/** From one to the next by the index: a year has millions of receipts of few collectors. */
const SELECT_SENDERS = `
  WITH RECURSIVE sender(collector) AS (
    SELECT min(collector) FROM receipt
    UNION ALL
    SELECT (SELECT min(receipt.collector) FROM receipt WHERE receipt.collector > sender.collector)
    FROM sender WHERE sender.collector IS NOT NULL
  )
  SELECT collector FROM sender WHERE collector IS NOT NULL ORDER BY collector`;

/** All of a table are counted from its smallest index; only where later rows exist the rows themselves are gone through. */
function countUpTo(database: SqlDatabase, table: ChainedTable, seq: number): number {
  const later = database.prepare(`SELECT count(*) AS count FROM ${table} WHERE seq > ?`).get(seq);
  const all = database.prepare(`SELECT count(*) AS count FROM ${table}`).get();
  return integerOf(all, 'count') - integerOf(later, 'count');
}
