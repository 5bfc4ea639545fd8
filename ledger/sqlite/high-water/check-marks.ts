import type { DatabaseSync } from 'node:sqlite';
import type { Findings } from '../chain/chain-findings.ts';
import { findLosses, type NamedMark } from './compare-marks.ts';

/** What the ledger lacks by its marks, among what else is found wrong with it. */
export function checkMarks(database: DatabaseSync, marks: readonly NamedMark[], found: Findings): void {
  for (const { mark, message } of findLosses(marks, database)) found.add('lost', mark?.seq ?? 0, message);
}
