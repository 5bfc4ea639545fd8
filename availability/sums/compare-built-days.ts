import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { buildDays } from './build-days.ts';
import { compareKeys, compareRows, createDayFaults, type DayDifference } from './compare-days.ts';
import { type DayRun, runsOf } from './day-runs.ts';
import { type InventoryNow, readInventoryNow } from './inventory-now.ts';
import { findStaleDates } from './stale-dates.ts';

/** So many days are compared at once, of one moment: a month of a city of 100,000 devices is some 30 MB. */
const MOST_DAYS = 31;
/** So many differences of a month are kept. */
const MOST_KEPT = 20;

/** What differs in some days that follow each other. */
export interface ComparedDays {
  readonly first: readonly DayDifference[];
  readonly count: number;
  /** Those on which anything differs. */
  readonly dates: ReadonlySet<string>;
}

/**
 * Adds up again, a month at a time, the days that figures are read from, and compares every row of them with what is there.
 * Others may write meanwhile. `camwatch ledger days check` does the same by another way, which takes longer.
 */
export function* compareBuiltDays(
  reader: LedgerReader,
  inventory = readInventoryNow(reader),
): Generator<ComparedDays> {
  const timeZone = reader.dayTimeZone();
  if (timeZone === undefined) return;
  const all = reader.builtDays().map(({ date }) => date);
  for (let start = 0; start < all.length; start += MOST_DAYS) {
    const some = all.slice(start, start + MOST_DAYS);
    yield reader.snapshot(() => {
      const { staleDates } = findStaleDates(reader, timeZone);
      const right = some.filter((date) => !staleDates.has(date));
      return compareRuns(reader, runsOf(right, timeZone), { timeZone, ...inventory });
    });
  }
}

interface Compared extends InventoryNow {
  readonly timeZone: string;
}

function compareRuns(
  reader: LedgerReader,
  runs: readonly DayRun[],
  { timeZone, membersNow, intervals }: Compared,
): ComparedDays {
  const first: DayDifference[] = [];
  const dates = new Set<string>();
  let count = 0;
  const note = (differences: Iterable<DayDifference>) => {
    for (const difference of differences) {
      count++;
      dates.add(difference.date);
      if (first.length < MOST_KEPT) first.push(difference);
    }
  };
  for (const { fromDate, toDate, period } of runs) {
    const built = buildDays(reader, { period, timeZone, members: membersNow(), intervals });
    const faults = createDayFaults();
    note(faults.days(compareRows(built.days, reader.days({ fromDate, toDate }))));
    // Complete once the days were gone through.
    const groups = [...built.groups].sort(compareKeys);
    note(faults.groups(compareRows(groups, reader.dayGroups({ fromDate, toDate }))));
  }
  return { first, count, dates };
}
