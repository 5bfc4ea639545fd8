import type { Findings } from '../chain/chain-findings.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, textOf } from '../store/sql-values.ts';
import { tablesOf } from '../store/tables-of.ts';

/** Each void names a row that is there, of its kind, and of what was the future when it was recorded. */
export function checkVoids(database: SqlDatabase, found: Findings): void {
  for (const row of database.prepare(SELECT_WRONG).iterate()) {
    const seq = integerOf(row, 'seq');
    found.add(
      'void',
      seq,
      `row ${seq} (void) takes away what it may not: expected row ${integerOf(row, 'voids')} to be a ${textOf(row, 'kind')} of the future, got another`,
    );
  }
}

/** Whether the ledger is of a version that knows voids: a backup of before has none. */
export const hasVoids = (database: SqlDatabase): boolean => tablesOf(database).has('void');

// A day begins up to 14 hours before or after that of UTC, by where the city lies.
const SELECT_WRONG = `
  SELECT seq, voids, kind FROM void WHERE NOT CASE kind
    WHEN 'change' THEN EXISTS (
      SELECT 1 FROM change WHERE change.seq = void.voids AND at_ms > void.recorded_ms AND origin <> 'imported')
    WHEN 'coverage' THEN EXISTS (
      SELECT 1 FROM coverage WHERE coverage.seq = void.voids AND to_ms > void.recorded_ms)
    ELSE EXISTS (
      SELECT 1 FROM traffic_day WHERE traffic_day.seq = void.voids
        AND unixepoch(date) * 1000 > void.recorded_ms - 50400000)
  END ORDER BY seq`;
