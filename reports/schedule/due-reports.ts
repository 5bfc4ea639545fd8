import { Temporal } from 'temporal-polyfill';
import type { Zone } from '../../core/time/zone.ts';
import type { ScheduledReport } from '../../plan/definition/report-schedule.ts';
import type { ReportYear } from '../../plan/definition/report-schema.ts';

/** A report that the schedule wants by now. */
export interface DueReport {
  readonly entry: ScheduledReport;
  /** `month:2025-10`, `city:2025`, `agency:so-xay-dung:2025`. */
  readonly id: string;
  readonly month?: string;
  readonly year?: number;
}

/**
 * What is due at an instant, made or not. A month is due until the next one begins, a year until its deadline: where camwatch
 * did not run on the day, the report is made when it runs again, and not weeks after.
 */
export function dueReports(
  schedule: readonly ScheduledReport[],
  {
    years,
    zone,
    atMs,
  }: { readonly years: readonly ReportYear[]; readonly zone: Zone; readonly atMs: number },
): readonly DueReport[] {
  const today = zone.dayAt(atMs).date;
  return schedule.flatMap((entry): readonly DueReport[] =>
    entry.report === 'month' ? dueMonth(entry, today) : dueYears(entry, years, { zone, atMs }),
  );
}

function dueMonth(entry: ScheduledReport, today: string): readonly DueReport[] {
  const date = Temporal.PlainDate.from(today);
  if (date.day < (entry.day ?? 1)) return [];
  const month = date.toPlainYearMonth().subtract({ months: 1 }).toString();
  return [{ entry, id: `month:${month}`, month }];
}

function dueYears(
  entry: ScheduledReport,
  years: readonly ReportYear[],
  { zone, atMs }: { readonly zone: Zone; readonly atMs: number },
): readonly DueReport[] {
  const { agency, daysBefore = 0 } = entry;
  return years
    .filter(({ toMs, deadlineDate, deadlineMs }) => {
      const first = Temporal.PlainDate.from(deadlineDate).subtract({ days: daysBefore }).toString();
      const fromMs = Math.max(zone.parseInstantMs(first) ?? Number.POSITIVE_INFINITY, toMs);
      return fromMs <= atMs && atMs < deadlineMs;
    })
    .map(({ year }) => ({
      entry,
      year,
      id: agency === undefined ? `city:${year}` : `agency:${agency}:${year}`,
    }));
}
