import { notVoidThen } from '../../decisions/voids.ts';
import { CHAINED_TABLE_NAMES, type ChainedTable, latestColumns } from '../../record/chained-tables.ts';
import { hashRow, renderRowBody } from '../../record/row-body.ts';
import type { RowHash, RowHashReads } from '../../record/row-hashes.ts';
import { createReceiptCursor, hasReceivedRows, receivedBody } from '../chain/received-rows.ts';
import { createFilter, IN_LIST, IN_NUMBERS, listOf, selectLists } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, textOf } from '../store/sql-values.ts';

export function createRowHashReads(database: SqlDatabase): RowHashReads {
  return {
    rowHashes: (table, seqs) =>
      selectHashes(database, `SELECT seq, ${HASH} FROM ${table} WHERE seq ${IN_NUMBERS} ORDER BY seq`, [
        JSON.stringify([...seqs]),
      ]),
    changedRows: (seqs) => {
      const wanted = new Set(seqs);
      return CHAINED_TABLE_NAMES.flatMap((table) => [
        ...selectChainRows(database, table, wanted)
          .filter(({ prev, body, hash }) => hashRow(prev, body) !== hash)
          .map(({ seq }) => seq),
      ]).sort((a, b) => a - b);
    },
    coverageHashes: ({ fromMs, toMs, recordedBeforeMs, intervalsMs }) => {
      const filter = createFilter();
      filter.add('to_ms > ?', fromMs);
      filter.add('from_ms < ?', toMs);
      filter.add('recorded_ms < ?', recordedBeforeMs);
      filter.add(`(v = 1 OR interval_ms IS NULL OR interval_ms ${IN_NUMBERS})`, listOf(intervalsMs));
      filter.add(notVoidThen('?'), recordedBeforeMs ?? Number.POSITIVE_INFINITY);
      return hashesOf(database, 'coverage', filter);
    },
    importHashes: ({ entities, indicator, fromMs, toMs, recordedBeforeMs = Number.POSITIVE_INFINITY }) => {
      const values = { entities: JSON.stringify(entities), indicator, fromMs, toMs, recordedBeforeMs };
      return selectHashes(database, SELECT_IMPORTS, values);
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
  SELECT import.seq AS seq, lower(hex(import.hash)) FROM ${VOUCHED}
  UNION SELECT covered.seq, lower(hex(covered.hash)) FROM ${VOUCHED} ORDER BY seq`;

function hashesOf(
  database: SqlDatabase,
  table: ChainedTable,
  { where, values }: ReturnType<typeof createFilter>,
): readonly RowHash[] {
  return selectHashes(database, `SELECT seq, ${HASH} FROM ${table} ${where()} ORDER BY seq`, values);
}

/** As text: a buffer for each of tens of thousands costs more. */
const HASH = 'lower(hex(hash))';

const selectHashes = (...question: Parameters<typeof selectLists>): readonly RowHash[] => [
  ...selectLists(...question).map((row) => ({ seq: integerOf(row, '0'), hash: textOf(row, '1') })),
];

/** Those of these numbers that are rows of the table, with what their hash covers. */
function* selectChainRows(
  database: SqlDatabase,
  table: ChainedTable,
  wanted: ReadonlySet<number>,
): Generator<RowHash & { readonly prev: string; readonly body: string }, undefined> {
  const columns = [...latestColumns(table), ...(hasReceivedRows(table) ? [WRITTEN] : [])];
  const places = new Map<string, string>(columns.map((column, index) => [column, `${CHAIN.length + index}`]));
  const select = `SELECT ${[...CHAIN, ...columns].join(', ')} FROM ${table}`;
  const rows = hasFew(database, table, wanted.size)
    ? selectLists(database, `${select} ORDER BY seq`, [])
    : selectLists(database, `${select} WHERE seq ${IN_NUMBERS} ORDER BY seq`, [JSON.stringify([...wanted])]);
  const find = createReceiptCursor(database, 1);
  for (const row of rows) {
    const seq = integerOf(row, '0');
    if (!wanted.has(seq)) continue;
    const value = (column: string) => {
      const found = row[places.get(column) ?? ''];
      return typeof found === 'string' || typeof found === 'number' ? found : undefined;
    };
    const [salt, prev, hash] = [textOf(row, '2'), textOf(row, '3'), textOf(row, '4')];
    const stored = { table, seq, v: integerOf(row, '1'), salt, value };
    const writtenMs = value(WRITTEN);
    const body =
      typeof writtenMs === 'number' ? receivedBody(stored, writtenMs, find(seq)) : renderRowBody(stored);
    yield { seq, prev, hash, body };
  }
}

const WRITTEN = 'written_ms';
const CHAIN = ['seq', 'v', 'lower(hex(salt))', 'lower(hex(prev))', HASH] as const;

/** To look for ten thousands of numbers in a table that has a few rows costs more than to read it. */
function hasFew(database: SqlDatabase, table: ChainedTable, wanted: number): boolean {
  const most = Math.floor(wanted / 10);
  const [row] = selectLists(database, `SELECT count(*) FROM (SELECT 1 FROM ${table} LIMIT ?)`, [most + 1]);
  return integerOf(row, '0') <= most;
}
