import { latestColumns } from '../../record/chained-tables.ts';
import { COLLECTOR_ROW } from '../chain/read-chain.ts';
import { runLater } from '../store/run-later.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
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

export function createRowKeeper(database: SqlDatabase): KeepRows {
  const status = createStatusWriter(database);
  const inserts = {
    change: prepareInsert(database, 'change'),
    coverage: prepareInsert(database, 'coverage'),
    traffic_day: prepareInsert(database, 'traffic_day'),
  };
  const insertOther = database.prepare(
    `INSERT INTO ${COLLECTOR_ROW} (seq, collector, own_seq, kind, recorded_ms, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const endCoverage = database.prepare(
    'DELETE FROM coverage_open WHERE source = ? AND run = ? AND interval_ms = ? AND from_ms = ?',
  );
  const endTraffic = database.prepare(
    'DELETE FROM traffic_open WHERE link = ? AND date = ? AND direction = ? AND source = ? AND run = ? AND capacity_bps = ?',
  );

  /** What the writer of a ledger does with such a row. */
  const follow = ({ table, columns, change }: MeasuredRow, seq: number) => {
    if (change) status.take(change, seq);
    if (table === 'coverage')
      runLater(endCoverage, [
        ...[columns.source ?? null, columns.run ?? null],
        ...[columns.interval_ms ?? 0, columns.from_ms ?? null],
      ]);
    if (table === 'traffic_day')
      runLater(endTraffic, [
        ...[columns.link ?? null, columns.date ?? null, columns.direction ?? null],
        ...[columns.source ?? null, columns.run ?? null, columns.capacity_bps ?? null],
      ]);
  };

  return (collector, rows, firstSeq, receivedMs) => {
    for (const [index, row] of rows.entries()) {
      const seq = firstSeq + index;
      const hashes = [Buffer.from(row.prev, 'hex'), Buffer.from(row.hash, 'hex')] as const;
      if (row.measured === undefined) {
        const values = [seq, collector, row.seq, row.kind, receivedMs, row.body, ...hashes];
        runLater(insertOther, values, mustKeep(seq));
        continue;
      }
      const { table, columns } = row.measured;
      const { names, statement } = inserts[table];
      const values = names.map((name) => (name === 'recorded_ms' ? receivedMs : (columns[name] ?? null)));
      const linked = [seq, row.v, Buffer.from(row.salt, 'hex'), ...hashes, row.writtenMs];
      runLater(statement, [...linked, ...values], mustKeep(seq));
      follow(row.measured, seq);
    }
  };
}

/** A trigger that does not belong there can swallow a row without an error. */
const mustKeep = (seq: number) => ({
  changes: 1,
  refusal: `the ledger kept no row ${seq} of a collector: see camwatch ledger verify`,
});

function prepareInsert(database: SqlDatabase, table: MeasuredRow['table']) {
  const names = latestColumns(table);
  const columns = ['seq', 'v', 'salt', 'prev', 'hash', 'written_ms', ...names];
  const places = columns.map(() => '?').join(', ');
  const statement = database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
  return { names, statement };
}
