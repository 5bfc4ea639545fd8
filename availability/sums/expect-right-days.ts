import { LedgerError } from '../../ledger/record/ledger-error.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { compareBuiltDays } from './compare-built-days.ts';
import { describeDayDifference } from './compare-days.ts';

/** So many rows are added up again within a second. */
const MOST_ROWS = 100_000;

/**
 * Adds up again the sums of days that a quick question is answered from, where the record is small enough for that.
 * @returns whether it was. @throws LEDGER_BROKEN with what differs.
 */
export function expectRightDays(reader: LedgerReader, path: string): 'compared' | 'not-compared' {
  if (reader.headSeq() > MOST_ROWS) return 'not-compared';
  for (const { first, count } of compareBuiltDays(reader)) {
    if (count === 0) continue;
    const lines = first.map((difference) => `  ${describeDayDifference(difference)}`);
    const more = count > first.length ? [`  and ${count - first.length} more`] : [];
    throw new LedgerError(
      'LEDGER_BROKEN',
      [
        `${path}: the sums of days are not what the changes give: camwatch ledger days rebuild makes them again`,
        ...lines,
        ...more,
      ].join('\n'),
    );
  }
  return 'compared';
}
