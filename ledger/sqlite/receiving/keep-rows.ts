import { latestColumns } from '../../record/chained-tables.ts';
import { COLLECTOR_ROW } from '../chain/read-chain.ts';
import { insertRows } from '../store/insert-rows.ts';
import { runLater } from '../store/run-later.ts';
import type { SqlDatabase, SqlInput } from '../store/sql-database.ts';
import { createStatusWriter } from '../writing/status-writer.ts';
import type { MeasuredRow } from './measured-columns.ts';
import type { ArrivedRow } from './read-batch.ts';

/** Writes rows that arrived from `firstSeq` on: measurements to their tables and what follows from them, all others to one table. */
export type KeepRows = (
  collector: string,
  rows: readonly ArrivedRow[],
  firstSeq: number,
  receivedMs: number,
) => void;

type Table = MeasuredRow['table'] | typeof COLLECTOR_ROW;

export function createRowKeeper(database: SqlDatabase): KeepRows {
  const follow = createFollowers(database);
  return (collector, rows, firstSeq, receivedMs) => {
    const arrived = rows.map((row, index) => ({ row, seq: firstSeq + index }));
    const byTable = Map.groupBy(arrived, ({ row }): Table => row.measured?.table ?? COLLECTOR_ROW);
    for (const [table, those] of byTable) {
      const values = those.map(({ row, seq }) =>
        row.measured
          ? valuesOfMeasured(row, row.measured, seq, receivedMs)
          : [seq, collector, row.seq, row.kind, receivedMs, row.body, bytes(row.prev), bytes(row.hash)],
      );
      insertRows(database, table, COLUMNS[table], values);
    }
    // The rows of the batch have these numbers, and no others do.
    for (const table of byTable.keys()) follow[table]?.(firstSeq, rows.length);
  };
}

/** What the writer of a ledger does with such rows. */
function createFollowers(
  database: SqlDatabase,
): Readonly<Partial<Record<Table, (firstSeq: number, count: number) => void>>> {
  const endCoverage = database.prepare(`
    DELETE FROM coverage_open WHERE (source, run, interval_ms, from_ms) IN (
      SELECT source, run, coalesce(interval_ms, 0), from_ms FROM coverage WHERE seq BETWEEN ? AND ?
    )
  `);
  const endTraffic = database.prepare(`
    DELETE FROM traffic_open WHERE (link, date, direction, source, run, capacity_bps) IN (
      SELECT link, date, direction, source, run, capacity_bps FROM traffic_day WHERE seq BETWEEN ? AND ?
    )
  `);
  return {
    change: createStatusWriter(database).take,
    coverage: (first, count) => runLater(endCoverage, [first, first + count - 1]),
    traffic_day: (first, count) => runLater(endTraffic, [first, first + count - 1]),
  };
}

const columnsOf = (table: MeasuredRow['table']): readonly string[] => [
  ...['seq', 'v', 'salt', 'prev', 'hash', 'written_ms'],
  ...latestColumns(table),
];

const COLUMNS: Readonly<Record<Table, readonly string[]>> = {
  change: columnsOf('change'),
  coverage: columnsOf('coverage'),
  traffic_day: columnsOf('traffic_day'),
  [COLLECTOR_ROW]: ['seq', 'collector', 'own_seq', 'kind', 'recorded_ms', 'body', 'prev', 'hash'],
};

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

function valuesOfMeasured(
  { v, salt, prev, hash, writtenMs }: ArrivedRow,
  { table, columns }: MeasuredRow,
  seq: number,
  receivedMs: number,
): readonly SqlInput[] {
  const own = latestColumns(table).map((name) =>
    name === 'recorded_ms' ? receivedMs : (columns[name] ?? null),
  );
  return [seq, v, bytes(salt), bytes(prev), bytes(hash), writtenMs, ...own];
}
