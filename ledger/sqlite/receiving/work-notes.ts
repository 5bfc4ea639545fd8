import type { CollectorWork, OpenCoverage } from '../../record/receiving.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { createFactsWriter } from '../writing/facts-writer.ts';
import { createFindingWriter } from '../writing/finding-writer.ts';
import { createTrafficWriter } from '../writing/traffic-writer.ts';
import type { CollectorHeads } from './collector-heads.ts';

/** Keeps what a collector is at in the tables in which a ledger keeps what still grows. */
export function createWorkNotes(database: SqlDatabase, heads: CollectorHeads): (work: CollectorWork) => void {
  const findings = createFindingWriter(database);
  const facts = createFactsWriter(database);
  const isEnded = database.prepare(`
    SELECT 1 FROM coverage WHERE source = ? AND run = ? AND coalesce(interval_ms, 0) = ? AND from_ms = ? AND to_ms >= ?
  `);
  const selectOpen = database.prepare(
    'SELECT to_ms FROM coverage_open WHERE source = ? AND run = ? AND interval_ms = ? AND from_ms = ?',
  );
  const deleteOpen = database.prepare('DELETE FROM coverage_open WHERE source = ?');
  const insertOpen = database.prepare(
    'INSERT INTO coverage_open (source, run, interval_ms, from_ms, to_ms) VALUES (?, ?, ?, ?, ?)',
  );

  const replaceCoverage = (collector: string, segments: readonly OpenCoverage[]) => {
    const growing = segments
      .map(({ run, intervalMs = EVERY_CHECK, fromMs, toMs }) => {
        const key = [collector, run, intervalMs, fromMs] as const;
        const reachedMs = Number(selectOpen.get(...key)?.to_ms ?? toMs);
        return { key, toMs: Math.max(toMs, reachedMs) };
      })
      .filter(({ key, toMs }) => isEnded.get(...key, toMs) === undefined);
    deleteOpen.run(collector);
    for (const { key, toMs } of growing) insertOpen.run(...key, toMs);
  };

  return ({ collector, asOfSeq, coveredMs, run, ...work }) => {
    findings.note(work.findings ?? []);
    facts.learn(work.facts ?? []);
    const head = heads.of(collector);
    // Told before rows that are here by now: what grew then may have ended since.
    if (asOfSeq < head.seq) return;
    replaceCoverage(collector, work.coverage);
    if (run !== undefined && work.traffic)
      createTrafficWriter(database, { collector, run }).keepOpen(work.traffic);
    if (coveredMs !== undefined) heads.cover(collector, coveredMs);
  };
}

/** In place of an interval in the working table. */
const EVERY_CHECK = 0;
