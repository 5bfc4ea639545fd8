import type { DatabaseSync } from 'node:sqlite';
import type { CoverageUpdate } from '../core/sinks.ts';
import type { AppendRow } from './chain.ts';
import { integerOf, type SqlRow, textOf } from './sql-values.ts';

/** Keeps coverage: the segment that still grows in the working table `coverage_open`, ended ones in the chain. */
export interface CoverageWriter {
  readonly extend: (append: AppendRow, update: CoverageUpdate, sourceSeq: number, recordedMs: number) => void;
  /** Ends what other runs left open; returns the last of it. */
  readonly closeCrashed: (append: AppendRow, recordedMs: number) => CoverageUpdate | undefined;
}

export function createCoverageWriter(
  database: DatabaseSync,
  { collector, run }: { readonly collector: string; readonly run: string },
): CoverageWriter {
  const isEnded = database.prepare(
    'SELECT 1 FROM coverage WHERE source = ? AND run = ? AND from_ms = ? AND to_ms >= ?',
  );
  // Segments may be retried out of order after a full disk: one never shrinks, and never touches another.
  const upsertOpen = database.prepare(`
    INSERT INTO coverage_open (source, run, from_ms, to_ms) VALUES (?, ?, ?, ?)
    ON CONFLICT (source, run, from_ms) DO UPDATE SET to_ms = max(to_ms, excluded.to_ms)
    RETURNING to_ms
  `);
  const deleteOpen = database.prepare(
    'DELETE FROM coverage_open WHERE source = ? AND run = ? AND from_ms = ?',
  );
  const selectCrashed = database.prepare('SELECT * FROM coverage_open WHERE run <> ? ORDER BY to_ms');

  return {
    extend: (append, { fromMs, toMs, closed }, sourceSeq, recordedMs) => {
      if (isEnded.get(collector, run, fromMs, toMs) !== undefined) return;
      const open = upsertOpen.get(collector, run, fromMs, toMs);
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
      });
      deleteOpen.run(collector, run, fromMs);
    },
    closeCrashed: (append, recordedMs) => {
      let last: CoverageUpdate | undefined;
      for (const row of selectCrashed.all(run)) {
        last = closeCrashedSegment(append, row, { recordedMs, author: collector });
        deleteOpen.run(textOf(row, 'source'), textOf(row, 'run'), integerOf(row, 'from_ms'));
      }
      return last;
    },
  };
}

function closeCrashedSegment(
  append: AppendRow,
  row: SqlRow,
  { recordedMs, author }: { readonly recordedMs: number; readonly author: string },
): CoverageUpdate {
  const fromMs = integerOf(row, 'from_ms');
  const toMs = integerOf(row, 'to_ms');
  append('coverage', {
    source: textOf(row, 'source'),
    run: textOf(row, 'run'),
    // No batch of the dead run can have this number: those count up from 1.
    source_seq: -fromMs,
    from_ms: fromMs,
    to_ms: toMs,
    ended: 'crash',
    recorded_ms: recordedMs,
    author,
  });
  return { fromMs, toMs, closed: 'crash' };
}
