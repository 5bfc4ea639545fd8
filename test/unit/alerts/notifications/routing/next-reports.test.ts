import { expect, test } from 'vitest';
import { nextReports } from '#alerts/notifications/routing/next-reports.ts';
import type { ReportSchedule } from '#core/domain/alert-settings.ts';
import { clockOfHanoi, HANOI_ZONE, inHanoi, rosterOf, shift } from '#test/support/alert-recipients.ts';

const ROSTERS = new Map([['desk', rosterOf([shift('day', '07:00-19:00'), shift('night', '19:00-07:00')])]]);
const REPORTS: readonly ReportSchedule[] = [
  { to: 'noc', period: 'shift', roster: 'desk', atMinute: 0 },
  { to: 'dost', period: 'day', atMinute: 7 * 60 + 30 },
  { to: 'dost', period: 'week', atMinute: 8 * 60 },
];

const inWords = (at: string) =>
  nextReports({ reports: REPORTS, rosters: ROSTERS }, inHanoi(at), HANOI_ZONE).map(
    ({ schedule: { to, period }, fromMs, toMs }) =>
      `${to} ${period} ${clockOfHanoi(fromMs)} to ${clockOfHanoi(toMs)}`,
  );

test.each([
  [
    '2026-11-25 06:59',
    [
      'noc shift 2026-11-24 19:00 to 2026-11-25 07:00',
      'dost day 2026-11-24 07:30 to 2026-11-25 07:30',
      'dost week 2026-11-23 08:00 to 2026-11-30 08:00',
    ],
  ],
  [
    // What is due at that instant was the last.
    '2026-11-30 08:00',
    [
      'noc shift 2026-11-30 07:00 to 2026-11-30 19:00',
      'dost day 2026-11-30 07:30 to 2026-12-01 07:30',
      'dost week 2026-11-30 08:00 to 2026-12-07 08:00',
    ],
  ],
  [
    '2026-11-30 07:59',
    [
      'dost week 2026-11-23 08:00 to 2026-11-30 08:00',
      'noc shift 2026-11-30 07:00 to 2026-11-30 19:00',
      'dost day 2026-11-30 07:30 to 2026-12-01 07:30',
    ],
  ],
])('after %s', (at, expected) => {
  expect(inWords(at)).toEqual(expected);
});

test('one after the other they tell of all time', () => {
  let afterMs = inHanoi('2026-11-01 00:00');
  const daily = { reports: [{ to: 'dost', period: 'day', atMinute: 0 } as const], rosters: ROSTERS };
  for (let count = 0; count < 100; count++) {
    const [next] = nextReports(daily, afterMs, HANOI_ZONE);
    if (count > 0) expect(next?.fromMs).toBe(afterMs);
    expect(next?.toMs).toBeGreaterThan(afterMs);
    afterMs = next?.toMs ?? Number.NaN;
  }
});
