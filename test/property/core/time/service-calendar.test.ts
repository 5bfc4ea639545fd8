import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DayWindow, type ServiceCalendar, WEEKDAYS } from '#core/time/calendar.ts';
import { clip, type Interval, type IntervalSet, totalMs, union } from '#core/time/intervals.ts';
import { serviceHours } from '#core/time/service-calendar.ts';
import { days, hours, minutes } from '#core/time/units.ts';

/** Stretches of a few days: quiet ones, and those in which clocks are turned, forward and back. */
const aStretch = fc
  .constantFrom(
    ['Asia/Ho_Chi_Minh', '2026-02-15T00:00Z'],
    ['Europe/Berlin', '2026-03-27T00:00Z'],
    ['Europe/Berlin', '2026-10-23T00:00Z'],
    ['America/Sao_Paulo', '2018-11-02T00:00Z'],
    ['America/Sao_Paulo', '2018-02-16T00:00Z'],
    ['America/St_Johns', '2009-10-30T00:00Z'],
    ['Pacific/Apia', '2011-12-28T00:00Z'],
  )
  .map(([timeZone, from]) => ({ timeZone: timeZone ?? '', fromMs: Date.parse(from ?? '') }));

const aMinute = fc.oneof(
  fc.integer({ min: 0, max: 47 }).map((half) => half * 30),
  fc.nat(1_439),
);
const aWindow: fc.Arbitrary<DayWindow> = fc.record({
  days: fc.subarray([...WEEKDAYS]),
  fromMinute: aMinute,
  toMinute: fc.oneof(aMinute, fc.constant(1_440)),
});
const someWindows = fc.array(aWindow, { minLength: 1, maxLength: 3 });
const someHolidays = fc.subarray([
  '2026-02-17',
  '2026-03-29',
  '2026-10-25',
  '2018-11-04',
  '2009-10-31',
  '2011-12-30',
]);
const aCalendar: fc.Arbitrary<ServiceCalendar> = fc.record({ windows: someWindows, holidays: someHolidays });
const aLength = fc.integer({ min: 0, max: days(4) });

test('every minute is in service as the clock on the wall says', () => {
  fc.assert(
    fc.property(aStretch, aCalendar, ({ timeZone, fromMs }, calendar) => {
      const interval = { fromMs, toMs: fromMs + days(4) };
      const set = serviceHours(calendar, interval, timeZone);

      expect(minutesOf(set, interval)).toEqual(minutesByClock(calendar, interval, timeZone));
    }),
    { numRuns: 30 },
  );
});

test('the hours are in order, apart and within the interval', () => {
  fc.assert(
    fc.property(aStretch, aLength, aCalendar, ({ timeZone, fromMs }, lengthMs, calendar) => {
      const interval = { fromMs, toMs: fromMs + lengthMs };
      const set = serviceHours(calendar, interval, timeZone);

      expect(union(set)).toEqual(set);
      expect(clip(set, interval)).toEqual(set);
    }),
  );
});

test('splitting the interval anywhere changes nothing', () => {
  fc.assert(
    fc.property(aStretch, aLength, aLength, aCalendar, ({ timeZone, fromMs }, a, b, calendar) => {
      const [cutMs, toMs] = [fromMs + Math.min(a, b), fromMs + Math.max(a, b)];
      const first = serviceHours(calendar, { fromMs, toMs: cutMs }, timeZone);
      const second = serviceHours(calendar, { fromMs: cutMs, toMs }, timeZone);

      const whole = serviceHours(calendar, { fromMs, toMs }, timeZone);
      expect(union([...first, ...second])).toEqual(whole);
      expect(totalMs(first) + totalMs(second)).toBe(totalMs(whole));
    }),
  );
});

test('windows that follow each other are as long as one', () => {
  fc.assert(
    fc.property(aStretch, aMinute, aMinute, aMinute, ({ timeZone, fromMs }, ...edges) => {
      const [from = 0, cut = 0, to = 0] = edges.toSorted((a, b) => a - b);
      fc.pre(from < cut && cut < to);
      const open = (...pairs: readonly (readonly [number, number])[]) =>
        serviceHours(
          {
            windows: pairs.map(([fromMinute, toMinute]) => ({ days: WEEKDAYS, fromMinute, toMinute })),
            holidays: [],
          },
          { fromMs, toMs: fromMs + days(4) },
          timeZone,
        );

      expect(totalMs(open([from, cut])) + totalMs(open([cut, to]))).toBe(totalMs(open([from, to])));
      expect(open([from, cut], [cut, to])).toEqual(open([from, to]));
    }),
  );
});

const minutesOf = (set: IntervalSet, { fromMs, toMs }: Interval): readonly boolean[] =>
  Array.from({ length: (toMs - fromMs) / minutes(1) }, (_, index) => fromMs + minutes(index)).map((atMs) =>
    set.some((interval) => interval.fromMs <= atMs && atMs < interval.toMs),
  );

/** The slow truth: reads the clock minute by minute, and notes which was the latest time that it has ever shown. */
function minutesByClock(
  { windows, holidays }: ServiceCalendar,
  { fromMs, toMs }: Interval,
  timeZone: string,
): readonly boolean[] {
  const clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const inService: boolean[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for (let atMs = fromMs - hours(48); atMs < toMs; atMs += minutes(1)) {
    // The time of the wall as if it were one of UTC: minutes that can be compared.
    latest = Math.max(latest, Date.parse(`${clock.format(atMs).replace(' ', 'T')}Z`));
    if (atMs >= fromMs) inService.push(isOpen(latest, windows) && !isHoliday(latest, holidays));
  }
  return inService;
}

function isOpen(wallMs: number, windows: readonly DayWindow[]): boolean {
  const todayMs = Math.floor(wallMs / days(1)) * days(1);
  return [todayMs, todayMs - days(1)].some((dayMs) =>
    windows.some(({ days: on, fromMinute, toMinute }) => {
      const weekday = WEEKDAYS[(new Date(dayMs).getUTCDay() + 6) % 7];
      const closesMs = dayMs + minutes(toMinute) + (toMinute > fromMinute ? 0 : days(1));
      return on.some((day) => day === weekday) && dayMs + minutes(fromMinute) <= wallMs && wallMs < closesMs;
    }),
  );
}

const isHoliday = (wallMs: number, holidays: readonly string[]) =>
  holidays.includes(new Date(wallMs).toISOString().slice(0, 10));
