import type { Interval } from '../../core/time/intervals.ts';
import { type Period, parsePeriod } from '../../core/time/periods.ts';

/** Days that follow each other, with what they are called together. */
export interface DayRun {
  readonly fromDate: string;
  readonly toDate: string;
  readonly period: Interval;
  readonly dates: readonly string[];
}

/** @throws RangeError where a text is no date. */
export function dayOf(date: string, timeZone: string): Period {
  const day = parsePeriod(date, timeZone);
  if (!day) throw new RangeError(`expected a date such as 2026-10-05, got "${date}"`);
  return day;
}

/** Puts days (in order of time) together that follow each other. */
export function runsOf(dates: readonly string[], timeZone: string): readonly DayRun[] {
  const runs: DayRun[] = [];
  for (const date of dates) {
    const { fromMs, toMs } = dayOf(date, timeZone);
    const last = runs.at(-1);
    if (last?.period.toMs === fromMs) {
      const period = { fromMs: last.period.fromMs, toMs };
      runs[runs.length - 1] = { ...last, toDate: date, period, dates: [...last.dates, date] };
    } else {
      runs.push({ fromDate: date, toDate: date, period: { fromMs, toMs }, dates: [date] });
    }
  }
  return runs;
}
