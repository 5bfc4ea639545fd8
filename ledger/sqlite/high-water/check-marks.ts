import type { Findings } from '../chain/chain-findings.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { findLosses, type NamedMark } from './compare-marks.ts';

/** What the ledger lacks by its marks, among what else is found wrong with it. */
export function checkMarks(database: SqlDatabase, marks: readonly NamedMark[], found: Findings): void {
  for (const { mark, message } of findLosses(marks, database)) found.add('lost', mark?.seq ?? 0, message);
}
