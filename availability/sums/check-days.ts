import { splitByCalendar } from '../../core/time/periods.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { compareRows, type DayDifference } from './compare-days.ts';
import { runsOf } from './day-runs.ts';
import { recordedDays } from './day-sums.ts';
import { daysFromIntervals } from './days-from-intervals.ts';
import { findStaleDates } from './stale-dates.ts';

export interface DayCheck {
  /** How many days have sums. */
  readonly dates: number;
  /** Days of the record that are over and have none, or none that are still right: their figures come from the intervals. */
  readonly missing: readonly string[];
  readonly differences: readonly DayDifference[];
}

/** Compares the sums of days with the intervals, of one moment. What is missing is no difference. */
export function checkDays(
  reader: LedgerReader,
  { timeZone, nowMs }: { readonly timeZone: string; readonly nowMs: number },
): DayCheck {
  return reader.snapshot(() => {
    const stale = findStaleDates(reader, timeZone).staleDates;
    const dates = reader
      .builtDays()
      .map(({ date }) => date)
      .filter((date) => !stale.has(date));
    const differences = runsOf(dates, timeZone).flatMap(({ fromDate, toDate, period }) => {
      const expected = daysFromIntervals(reader, period, timeZone);
      return [
        ...compareRows(expected.days, reader.days({ fromDate, toDate })),
        ...compareRows(expected.groups(), reader.dayGroups({ fromDate, toDate })),
      ];
    });
    const there = new Set(dates);
    const missing = splitByCalendar(recordedDays(reader, timeZone, nowMs), 'day', timeZone)
      .map(({ label }) => label)
      .filter((date) => !there.has(date));
    return { dates: dates.length, missing, differences };
  });
}
