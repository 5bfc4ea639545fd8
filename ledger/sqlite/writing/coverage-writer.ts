import type { CoverageUpdate } from '../../../core/domain/sinks.ts';
import type { AppendRow } from '../chain/chain.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

/** Keeps coverage: the segments that still grow in the working table `coverage_open`, ended ones in the chain. */
export interface CoverageWriter {
  readonly extend: (append: AppendRow, update: CoverageUpdate, sourceSeq: number, recordedMs: number) => void;
  /** Ends what other runs left open; returns the last of it. */
  readonly closeCrashed: (append: AppendRow, recordedMs: number) => CoverageUpdate | undefined;
}

export function createCoverageWriter(
  database: SqlDatabase,
  { collector, run }: { readonly collector: string; readonly run: string },
): CoverageWriter {
  const isEnded = database.prepare(`
    SELECT 1 FROM coverage WHERE source = ? AND run = ? AND coalesce(interval_ms, 0) = ? AND from_ms = ? AND to_ms >= ?
  `);
  // Segments may be retried out of order after a full disk: one never shrinks, and never touches another.
  const upsertOpen = database.prepare(`
    INSERT INTO coverage_open (source, run, interval_ms, from_ms, to_ms) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (source, run, interval_ms, from_ms) DO UPDATE SET to_ms = max(coverage_open.to_ms, excluded.to_ms)
    RETURNING to_ms
  `);
  const deleteOpen = database.prepare(
    'DELETE FROM coverage_open WHERE source = ? AND run = ? AND interval_ms = ? AND from_ms = ?',
  );
  // What collectors elsewhere are at ends when they say so.
  const selectCrashed = database.prepare(`
    SELECT * FROM coverage_open WHERE run <> ? AND source NOT IN (SELECT collector FROM collector_head)
    ORDER BY to_ms, interval_ms
  `);
  // No batch of the dead run can have it: those count up from 1.
  const selectFree = database.prepare(
    'SELECT min(coalesce(min(source_seq), 0), 0) - 1 AS free FROM coverage WHERE source = ? AND run = ?',
  );

  return {
    extend: (append, { intervalMs = EVERY_CHECK, fromMs, toMs, closed }, sourceSeq, recordedMs) => {
      if (isEnded.get(collector, run, intervalMs, fromMs, toMs) !== undefined) return;
      const open = upsertOpen.get(collector, run, intervalMs, fromMs, toMs);
      if (closed === undefined) return;
      append('coverage', {
        source: collector,
        run,
        source_seq: sourceSeq,
        from_ms: fromMs,
        to_ms: integerOf(open, 'to_ms'),
        ended: closed,
        recorded_ms: recordedMs,
        author: collector,
        interval_ms: intervalOf(intervalMs),
      });
      deleteOpen.run(collector, run, intervalMs, fromMs);
    },
    closeCrashed: (append, recordedMs) => {
      let last: CoverageUpdate | undefined;
      for (const row of selectCrashed.all(run)) {
        const [source, runOfRow] = [textOf(row, 'source'), textOf(row, 'run')];
        const sourceSeq = integerOf(selectFree.get(source, runOfRow), 'free');
        last = closeCrashedSegment(append, row, { sourceSeq, recordedMs, author: collector });
        deleteOpen.run(source, runOfRow, integerOf(row, 'interval_ms'), integerOf(row, 'from_ms'));
      }
      return last;
    },
  };
}

/** In place of an interval in the working table. */
const EVERY_CHECK = 0;

const intervalOf = (stored: number): number | undefined => (stored === EVERY_CHECK ? undefined : stored);

function closeCrashedSegment(
  append: AppendRow,
  row: SqlRow,
  {
    sourceSeq,
    recordedMs,
    author,
  }: { readonly sourceSeq: number; readonly recordedMs: number; readonly author: string },
): CoverageUpdate {
  const [fromMs, toMs] = [integerOf(row, 'from_ms'), integerOf(row, 'to_ms')];
  const intervalMs = intervalOf(integerOf(row, 'interval_ms'));
  append('coverage', {
    source: textOf(row, 'source'),
    run: textOf(row, 'run'),
    source_seq: sourceSeq,
    from_ms: fromMs,
    to_ms: toMs,
    ended: 'crash',
    recorded_ms: recordedMs,
    author,
    interval_ms: intervalMs,
  });
  return { ...(intervalMs !== undefined && { intervalMs }), fromMs, toMs, closed: 'crash' };
}
