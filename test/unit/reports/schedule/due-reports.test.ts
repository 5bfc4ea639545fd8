import { describe, expect, test } from 'vitest';
import { createZone } from '#core/time/zone.ts';
import type { ScheduledReport } from '#plan/definition/report-schedule.ts';
import type { ReportYear } from '#plan/definition/report-schema.ts';
import { dueReports } from '#reports/schedule/due-reports.ts';

const zone = createZone('Asia/Ho_Chi_Minh');
const at = (text: string): number => Date.parse(`${text}+07:00`);
const YEAR: ReportYear = {
  year: 2025,
  fromDate: '2024-12-01',
  toDate: '2025-11-16',
  fromMs: at('2024-12-01T00:00'),
  toMs: at('2025-11-16T00:00'),
  deadlineDate: '2025-11-30',
  deadlineMs: at('2025-11-30T00:00'),
  unitsDeadlineDate: '2025-11-29',
  unitsDeadlineMs: at('2025-11-30T00:00'),
};
const entry = (given: Partial<ScheduledReport>): ScheduledReport => ({
  ...{ id: 'one', report: 'month', format: ['docx'], folder: 'reports', to: [] },
  ...given,
});
const due = (one: ScheduledReport, when: string) =>
  dueReports([one], { years: [YEAR], zone, atMs: at(when) }).map(({ id }) => id);

describe('what a schedule wants', () => {
  test.each([
    ['2025-11-04T23:59', []],
    ['2025-11-05T00:00', ['month:2025-10']],
    ['2025-11-30T12:00', ['month:2025-10']],
    ['2025-12-01T00:00', []],
    ['2026-01-05T08:00', ['month:2025-12']],
  ])('of a month on the fifth of the next, at %s', (when, expected) => {
    expect(due(entry({ day: 5 }), when)).toEqual(expected);
  });

  test.each([
    ['2025-11-19T23:59', []],
    ['2025-11-20T00:00', ['city:2025']],
    ['2025-11-29T23:59', ['city:2025']],
    ['2025-11-30T00:00', []],
  ])('of a year ten days before its deadline, at %s', (when, expected) => {
    expect(due(entry({ report: 'city', daysBefore: 10 }), when)).toEqual(expected);
  });

  test('of a year no earlier than its data are over, and of an agency by its name', () => {
    const agency = entry({ report: 'agency', agency: 'so-xay-dung', daysBefore: 60 });

    expect(due(agency, '2025-11-15T23:59')).toEqual([]);
    expect(due(agency, '2025-11-16T00:00')).toEqual(['agency:so-xay-dung:2025']);
  });
});
