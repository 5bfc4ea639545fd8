import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { DerivedProblems } from '../../ledger/record/verification.ts';
import { compareBuiltDays } from './compare-built-days.ts';
import { describeDayDifference } from './compare-days.ts';

/** The sums of days that are not what the changes give, a month at a time: what every check of a ledger does besides its chain. */
export function* findDayProblems(reader: LedgerReader): Generator<DerivedProblems> {
  for (const { first, count } of compareBuiltDays(reader)) {
    yield {
      first: first.map(
        (difference) => `the sums of ${describeDayDifference(difference)}; run camwatch ledger days rebuild`,
      ),
      count,
    };
  }
}
