import { describe, expect, test } from 'vitest';
import { type DayWindow, type ServiceCalendar, WEEKDAYS } from '#core/time/calendar.ts';
import { totalMs } from '#core/time/intervals.ts';
import { parsePeriod } from '#core/time/periods.ts';
import { serviceHours } from '#core/time/service-calendar.ts';
import { hours } from '#core/time/units.ts';

const HANOI = 'Asia/Ho_Chi_Minh';
const BERLIN = 'Europe/Berlin';
const SAO_PAULO = 'America/Sao_Paulo';

const WORKDAYS = WEEKDAYS.slice(0, 5);
const window = (from: string, to: string, days: DayWindow['days'] = WEEKDAYS): DayWindow => ({
  days,
  fromMinute: minuteOf(from),
  toMinute: minuteOf(to),
});

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function hoursIn(text: string, calendar: Partial<ServiceCalendar>, timeZone = HANOI) {
  const period = parsePeriod(text, timeZone);
  if (!period) throw new Error(`not a period: ${text}`);
  return serviceHours({ windows: [], holidays: [], ...calendar }, period, timeZone);
}

const between = (...edges: readonly (readonly [string, string])[]) =>
  edges.map(([from, to]) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }));

describe('serviceHours', () => {
  test('without windows is always', () => {
    const forever = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

    expect(hoursIn('2026-10', {})).toEqual(between(['2026-10-01T00:00+07:00', '2026-11-01T00:00+07:00']));
    expect(serviceHours({ windows: [], holidays: [] }, forever, HANOI)).toEqual([forever]);
  });

  test('opens on its days, at its times', () => {
    // 2 October 2026 is a Friday.
    expect(hoursIn('2026-10-02..2026-10-05', { windows: [window('07:30', '17:00', WORKDAYS)] })).toEqual(
      between(
        ['2026-10-02T07:30+07:00', '2026-10-02T17:00+07:00'],
        ['2026-10-05T07:30+07:00', '2026-10-05T17:00+07:00'],
      ),
    );
  });

  test('is clipped to the interval', () => {
    expect(
      hoursIn('2026-10-02T08:00+07:00..2026-10-02T09:00+07:00', { windows: [window('07:30', '17:00')] }),
    ).toEqual(between(['2026-10-02T08:00+07:00', '2026-10-02T09:00+07:00']));
  });

  test('goes beyond midnight, also from the day before the interval, by the day on which it opens', () => {
    const fridayNight = window('22:00', '06:00', ['fri']);

    expect(hoursIn('2026-10-02..2026-10-05', { windows: [fridayNight] })).toEqual(
      between(['2026-10-02T22:00+07:00', '2026-10-03T06:00+07:00']),
    );
    expect(hoursIn('2026-10-03', { windows: [fridayNight] })).toEqual(
      between(['2026-10-03T00:00+07:00', '2026-10-03T06:00+07:00']),
    );
  });

  test.each([
    ['00:00', '24:00'],
    ['00:00', '00:00'],
    ['09:00', '09:00'],
  ])('is the whole day from %s to %s', (from, to) => {
    expect(hoursIn('2026-10', { windows: [window(from, to)] })).toEqual(hoursIn('2026-10', {}));
  });

  test('joins windows that overlap or touch', () => {
    const windows = [window('12:00', '18:00'), window('06:00', '10:00'), window('09:00', '12:00')];

    expect(hoursIn('2026-10-05', { windows })).toEqual(
      between(['2026-10-05T06:00+07:00', '2026-10-05T18:00+07:00']),
    );
  });

  test('takes out the dates of holidays, of whatever window', () => {
    const holidays = ['2026-10-06'];

    expect(hoursIn('2026-10-05..2026-10-07', { holidays })).toEqual(
      between(
        ['2026-10-05T00:00+07:00', '2026-10-06T00:00+07:00'],
        ['2026-10-07T00:00+07:00', '2026-10-08T00:00+07:00'],
      ),
    );
    expect(hoursIn('2026-10-05..2026-10-07', { holidays, windows: [window('22:00', '06:00')] })).toEqual(
      between(
        ['2026-10-05T00:00+07:00', '2026-10-05T06:00+07:00'],
        ['2026-10-05T22:00+07:00', '2026-10-06T00:00+07:00'],
        ['2026-10-07T00:00+07:00', '2026-10-07T06:00+07:00'],
        ['2026-10-07T22:00+07:00', '2026-10-08T00:00+07:00'],
      ),
    );
  });

  test('counts a month of workdays without its holidays', () => {
    const calendar = {
      windows: [window('08:00', '17:00', WORKDAYS)],
      holidays: ['2026-09-02', '2026-09-05'],
    };

    // September 2026 has 22 workdays; the 2nd is a Wednesday, the 5th a Saturday.
    expect(totalMs(hoursIn('2026-09', calendar))).toBe(21 * hours(9));
  });

  test.each([
    ['2026-03-28', 6 + 2],
    ['2026-03-29', 5 + 2],
    ['2026-10-25', 7 + 2],
  ])('follows the clocks of Berlin in the night shifts of %s', (text, expectedHours) => {
    const nights = hoursIn(text, { windows: [window('22:00', '06:00')] }, BERLIN);

    expect(totalMs(nights)).toBe(hours(expectedHours));
  });

  test.each([
    ['02:00', '03:00', []],
    ['02:30', '04:00', [['2026-03-29T03:00+02:00', '2026-03-29T04:00+02:00']]],
    ['01:30', '02:30', [['2026-03-29T01:30+01:00', '2026-03-29T03:00+02:00']]],
  ] as const)('opens and closes when the clock leaps over %s to %s', (from, to, edges) => {
    expect(hoursIn('2026-03-29', { windows: [window(from, to)] }, BERLIN)).toEqual(between(...edges));
  });

  test.each([
    ['02:00', '02:30', [['2026-10-25T02:00+02:00', '2026-10-25T02:30+02:00']]],
    ['02:30', '03:00', [['2026-10-25T02:30+02:00', '2026-10-25T03:00+01:00']]],
  ] as const)('opens and closes when a clock that is put back shows %s to %s first', (from, to, edges) => {
    expect(hoursIn('2026-10-25', { windows: [window(from, to)] }, BERLIN)).toEqual(between(...edges));
  });

  test('opens a day whose midnight is skipped when its clocks begin', () => {
    const edges = ['2018-11-04T01:00-02:00', '2018-11-04T06:00-02:00'] as const;

    expect(hoursIn('2018-11-04', { windows: [window('00:00', '06:00')] }, SAO_PAULO)).toEqual(between(edges));
    expect(hoursIn('2018-11-04', { windows: [window('00:30', '06:00')] }, SAO_PAULO)).toEqual(between(edges));
    expect(hoursIn('2018-11-04', { holidays: ['2018-11-04'] }, SAO_PAULO)).toEqual([]);
  });

  test('makes nothing of nothing', () => {
    const nothing = { fromMs: 5, toMs: 5 };

    expect(serviceHours({ windows: [], holidays: [] }, nothing, HANOI)).toEqual([]);
    expect(serviceHours({ windows: [window('08:00', '17:00')], holidays: [] }, nothing, HANOI)).toEqual([]);
  });
});
