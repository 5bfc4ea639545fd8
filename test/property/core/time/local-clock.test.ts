import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { steadyClockMs } from '#core/time/local-clock.ts';

const ZONES = [
  'Asia/Ho_Chi_Minh',
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Antarctica/Troll',
  '+05:30',
];

const questions = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  day: fc.integer({ min: 0, max: 36_500 }),
  days: fc.integer({ min: 1, max: 12 }),
  minute: fc.integer({ min: 0, max: 1_440 }),
});

const EARLIEST = Temporal.PlainDate.from('1960-01-01');

test('wherever a time of a date is worked out without Temporal, it is what Temporal says', () => {
  let answered = 0;
  let asked = 0;
  fc.assert(
    fc.property(questions, ({ timeZone, day, days, minute }) => {
      for (let next = 0; next < days; next++) {
        const date = EARLIEST.add({ days: day + next });
        const atMs = steadyClockMs(date, minute, timeZone);
        asked++;
        if (atMs === undefined) continue;
        answered++;
        const wanted = date.toPlainDateTime().add({ minutes: minute });

        expect({ timeZone, date: `${date}`, minute, atMs }).toEqual({
          ...{ timeZone, date: `${date}`, minute },
          atMs: wanted.toZonedDateTime(timeZone, { disambiguation: 'reject' }).epochMilliseconds,
        });
      }
    }),
    { numRuns: 300 },
  );

  expect(answered / asked).toBeGreaterThan(0.9);
});

test.each([
  ['Europe/Berlin', '2026-10-25'],
  ['Europe/Berlin', '2026-03-29'],
  ['Pacific/Apia', '2011-12-30'],
  ['America/Sao_Paulo', '2018-11-04'],
])('near a change of the clock nothing is said: %s, %s', (timeZone, text) => {
  const date = Temporal.PlainDate.from(text);
  for (const near of [-1, 0, 1])
    expect(steadyClockMs(date.add({ days: near }), 120, timeZone)).toBeUndefined();

  expect(steadyClockMs(date.subtract({ days: 20 }), 120, timeZone)).toBe(
    date.subtract({ days: 20 }).toZonedDateTime({ timeZone, plainTime: '02:00' }).epochMilliseconds,
  );
});

test('a zone that there is none of is refused as Temporal refuses it', () => {
  expect(() => steadyClockMs(Temporal.PlainDate.from('2026-10-05'), 0, 'Asia/Hanoi')).toThrow(RangeError);
});
