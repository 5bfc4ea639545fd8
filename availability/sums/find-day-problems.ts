import type { DerivedProblems } from '../../ledger/sqlite/checks/verify-chain.ts';
import { openLedgerReader } from '../../ledger/sqlite/reading/read-ledger.ts';
import { compareBuiltDays } from './compare-built-days.ts';
import { describeDayDifference } from './compare-days.ts';

/** The sums of days that are not what the changes give, a month at a time: what every check of a ledger does besides its chain. */
export function* findDayProblems(path: string): Generator<DerivedProblems> {
  const reader = openLedgerReader(path);
  try {
    for (const { first, count } of compareBuiltDays(reader)) {
      yield {
        first: first.map(
          (difference) =>
            `the sums of ${describeDayDifference(difference)}; run camwatch ledger days rebuild`,
        ),
        count,
      };
    }
  } finally {
    reader.close();
  }
}
