import type { DatabaseSync } from 'node:sqlite';
import { notVoidThen } from '../../decisions/voids.ts';
import { CHAINED_TABLE_NAMES, type ChainedTable } from '../../record/chained-tables.ts';
import type { RowHash, RowHashReads } from '../../record/row-hashes.ts';
import { parseChainRow } from '../chain/read-chain.ts';
import { hashRow, renderRowBody } from '../chain/row-body.ts';
import { createFilter, IN_LIST, listOf, select } from '../store/select-rows.ts';
import { hexOf, integerOf, type SqlRow } from '../store/sql-values.ts';

export function createRowHashReads(database: DatabaseSync): RowHashReads {
  return {
    rowHashes: (table, seqs) =>
      [
        ...select(database, `SELECT seq, hash FROM ${table} WHERE seq ${IN_LIST} ORDER BY seq`, [
          JSON.stringify([...seqs]),
        ]),
      ].map(parseRowHash),
    changedRows: (seqs) => {
      const list = JSON.stringify([...seqs]);
      return CHAINED_TABLE_NAMES.flatMap((table) =>
        [...select(database, `SELECT * FROM ${table} WHERE seq ${IN_LIST}`, [list])]
          .map((row) => parseChainRow(table, row))
          .filter((row) => hashRow(row.prev, renderRowBody(row)) !== row.hash)
          .map(({ seq }) => seq),
      ).sort((a, b) => a - b);
    },
    coverageHashes: ({ fromMs, toMs, recordedBeforeMs, intervalsMs }) => {
      const filter = createFilter();
      filter.add('to_ms > ?', fromMs);
      filter.add('from_ms < ?', toMs);
      filter.add('recorded_ms < ?', recordedBeforeMs);
      filter.add(`(v = 1 OR interval_ms IS NULL OR interval_ms ${IN_LIST})`, listOf(intervalsMs));
      filter.add(notVoidThen('?'), recordedBeforeMs ?? Number.POSITIVE_INFINITY);
      return hashesOf(database, 'coverage', filter);
    },
    importHashes: ({ entities, indicator, fromMs, toMs, recordedBeforeMs = Number.POSITIVE_INFINITY }) => {
      const values = { entities: JSON.stringify(entities), indicator, fromMs, toMs, recordedBeforeMs };
      return [...select(database, SELECT_IMPORTS, values)].map(parseRowHash);
    },
    trafficHashes: ({ linkIds, fromDate, toDate, recordedBeforeMs }) => {
      const filter = createFilter();
      filter.add(`link ${IN_LIST}`, listOf(linkIds));
      filter.add('date >= ?', fromDate);
      filter.add('date < ?', toDate);
      filter.add('recorded_ms < ?', recordedBeforeMs);
      filter.add(notVoidThen('?'), recordedBeforeMs ?? Number.POSITIVE_INFINITY);
      return hashesOf(database, 'traffic_day', filter);
    },
  };
}

const VOUCHED = `
  imported_coverage AS covered JOIN import ON import.source = covered.source AND import.run = covered.run
  WHERE covered.entity IN (SELECT value FROM json_each(:entities)) AND covered.indicator = :indicator
    AND covered.to_ms > :fromMs AND covered.from_ms < :toMs AND import.recorded_ms < :recordedBeforeMs`;

const SELECT_IMPORTS = `
  SELECT import.seq AS seq, import.hash AS hash FROM ${VOUCHED}
  UNION SELECT covered.seq, covered.hash FROM ${VOUCHED} ORDER BY seq`;

function hashesOf(
  database: DatabaseSync,
  table: ChainedTable,
  { where, values }: ReturnType<typeof createFilter>,
): readonly RowHash[] {
  return [...select(database, `SELECT seq, hash FROM ${table} ${where()} ORDER BY seq`, values)].map(
    parseRowHash,
  );
}

const parseRowHash = (row: SqlRow): RowHash => ({ seq: integerOf(row, 'seq'), hash: hexOf(row, 'hash') });
