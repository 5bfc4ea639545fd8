import { describe, expect, test } from 'vitest';
import { buildWindow, type WindowRequest } from '#reports/figures/figures-window.ts';

const REQUEST: WindowRequest = {
  year: 2025,
  fromDate: '2024-12-01',
  toDate: '2025-11-16',
  deadlineDate: '2025-11-30',
  timeZone: 'Asia/Ho_Chi_Minh',
  recordedBeforeMs: Date.parse('2025-11-20T00:00Z'),
  scope: 'city',
};

describe('buildWindow', () => {
  test('has whole days of the city, and says up to the end of which one', () => {
    expect(buildWindow(REQUEST)).toEqual({
      fromMs: Date.parse('2024-12-01T00:00+07:00'),
      toMs: Date.parse('2025-11-16T00:00+07:00'),
      firstDate: '2024-12-01',
      lastDate: '2025-11-15',
      days: 350,
      length: 'year',
    });
  });

  test.each<[string, Partial<WindowRequest>, string]>([
    ['from eleven months on it is of a year', { fromDate: '2024-12-16' }, 'year'],
    ['a day less is a part, which must be said', { fromDate: '2024-12-17' }, 'part'],
    ['a half year is allowed', { fromDate: '2025-01-01', toDate: '2025-07-01' }, 'part'],
    ['a month', { fromDate: '2025-02-01', toDate: '2025-03-01', scope: 'month' }, 'month'],
    [
      'a leap year',
      {
        year: 2024,
        fromDate: '2024-01-01',
        toDate: '2025-01-01',
        deadlineDate: '2025-01-02',
      },
      'year',
    ],
  ])('%s', (_what, request, length) => {
    expect(buildWindow({ ...REQUEST, ...request }).length).toBe(length);
  });

  test.each<[string, Partial<WindowRequest>, string]>([
    [
      'closes on the day of the deadline',
      { toDate: '2025-11-30', recordedBeforeMs: Date.parse('2026-01-01') },
      'data window: expected data that close before the deadline, 2025-11-30, got data to the end of 2025-11-29',
    ],
    [
      'closes after the deadline',
      { deadlineDate: '2025-11-01' },
      'data window: expected data that close before the deadline, 2025-11-01, got data to the end of 2025-11-15',
    ],
    [
      'is not over',
      { recordedBeforeMs: Date.parse('2025-11-15T16:59:59Z') },
      'data window: expected a window that is over, got one to the end of 2025-11-15 while the record is read as of 2025-11-15T16:59:59.000Z',
    ],
    [
      'has no day',
      { fromDate: '2025-11-16' },
      'data window: expected a day after 2025-11-16, on which the data begin, as the first day after them, got 2025-11-16',
    ],
    [
      'goes backwards',
      { fromDate: '2025-12-01' },
      'data window: expected a day after 2025-12-01, on which the data begin, as the first day after them, got 2025-11-16',
    ],
    [
      'is longer than a year',
      { fromDate: '2024-11-15' },
      'data window: expected at most a year from 2024-11-15 on, got data to the end of 2025-11-15',
    ],
    [
      'is of another year',
      { year: 2026 },
      'data window: expected a last day of the data in 2026, got 2025-11-15',
    ],
    [
      'ends on the first of the next year',
      { toDate: '2026-01-02', year: 2025 },
      'data window: expected a last day of the data in 2025, got 2026-01-01',
    ],
    [
      'is no whole month where one is asked for',
      { scope: 'month', fromDate: '2025-03-01', toDate: '2025-03-31' },
      'data window: expected a whole month, got 2025-03-01 to the end of 2025-03-30',
    ],
    [
      'begins on no day',
      { fromDate: '2025-02-30' },
      'data window: from: expected a day such as 2025-11-16, got "2025-02-30"',
    ],
    [
      'is written in another way',
      { toDate: '16/11/2025' },
      'data window: to: expected a day such as 2025-11-16, got "16/11/2025"',
    ],
    [
      'has a deadline on no day',
      { deadlineDate: 'soon' },
      'data window: deadline: expected a day such as 2025-11-16, got "soon"',
    ],
  ])('refuses a window that %s', (_what, request, message) => {
    expect(() => buildWindow({ ...REQUEST, ...request })).toThrow(
      expect.objectContaining({ code: 'REPORT_WINDOW', message }),
    );
  });

  test('a monthly report is due on no day', () => {
    const { deadlineDate: _, ...request } = REQUEST;

    expect(
      buildWindow({ ...request, scope: 'month', fromDate: '2025-10-01', toDate: '2025-11-01' }),
    ).toMatchObject({ days: 31, length: 'month' });
  });
});
