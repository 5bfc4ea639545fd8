import { describe, expect, test } from 'vitest';
import { isBelow, renderFraction } from '#contracts/sla/fraction.ts';
import { totalMs } from '#core/time/intervals.ts';
import { days, hours } from '#core/time/units.ts';
import { ALWAYS, figuresOf, instant, period, settle, stretch, termsOf } from '#test/support/sla-input.ts';

const PLANNED = termsOf({ excused: new Set(['planned-work']) });

test('30 days, 10 excused, 1 down: 95.00 %, since excused time leaves the denominator too', () => {
  const figures = settle({
    terms: PLANNED,
    down: [stretch('2026-11-20T00:00', '2026-11-21T00:00')],
    excused: [
      {
        set: [stretch('2026-11-01T00:00', '2026-11-11T00:00')],
        cause: 'planned-work',
        ref: 'maintenance:1',
        scope: 'window',
        announcedMs: instant('2026-10-01T00:00'),
      },
    ],
  });

  expect(figures).toMatchObject({ goodMs: days(19), countedMs: days(20) });
  expect(renderFraction(figures)).toBe('95.00');
  expect(figures.excusedByCause).toEqual({ 'planned-work': days(10) });
});

test('a device that was accepted on the 10th counts from then on, and costs from then on', () => {
  const terms = termsOf({ fees: { byKind: { camera: 1_000_000n }, byEntity: new Map() } });

  const { aggregate, money } = figuresOf(terms, [
    {
      outOfService: [stretch('2026-11-01T00:00', '2026-11-10T00:00')],
      down: [stretch('2026-11-09T00:00', '2026-11-11T00:00')],
    },
  ]);

  expect(aggregate).toMatchObject({ goodMs: days(20), countedMs: days(21), outageCount: 1 });
  expect(aggregate.sums['out-of-service']).toBe(days(9));
  expect(renderFraction(aggregate)).toBe('95.238');
  expect(money.fee?.vnd).toEqual({ numerator: 700_000n, denominator: 1n });
});

test('a contract that changes in the middle of a month has its half, and each the part of an outage in it', () => {
  const changeMs = instant('2026-11-16T00:00');
  const down = [stretch('2026-11-14T12:00', '2026-11-18T00:00')];
  const [always] = ALWAYS;

  const before = settle({ down, inForce: [{ fromMs: Number.NEGATIVE_INFINITY, toMs: changeMs }] });
  const after = settle({ down, inForce: [{ fromMs: changeMs, toMs: Number.POSITIVE_INFINITY }] });

  expect(before).toMatchObject({ goodMs: days(13.5), countedMs: days(15), outageCount: 1 });
  expect(after).toMatchObject({ goodMs: days(13), countedMs: days(15), outageCount: 1 });
  expect(before.countedMs + after.countedMs).toBe(
    settle({ down, inForce: always ? [always] : [] }).countedMs,
  );
});

describe('in a zone with daylight saving', () => {
  test.each([
    ['2026-03', 743],
    ['2026-10', 745],
    ['2026-11', 720],
  ])('%s has %i hours, of which one in a hundred may be down', (month, hoursOfMonth) => {
    const within = period(month, 'Europe/Berlin');
    const terms = termsOf({ timeZone: 'Europe/Berlin' });
    const downOf = (lengthMs: number) => [{ fromMs: within.fromMs, toMs: within.fromMs + lengthMs }];

    const figures = settle({ terms, period: within, down: downOf(hours(hoursOfMonth) / 100) });
    const worse = settle({ terms, period: within, down: downOf(hours(hoursOfMonth) / 100 + 1) });

    expect(figures.countedMs).toBe(hours(hoursOfMonth));
    expect(renderFraction(figures)).toBe('99.00');
    expect(isBelow(figures, 990_000)).toBe(false);
    expect(isBelow(worse, 990_000)).toBe(true);
    expect(renderFraction(worse)).toBe('98.9999');
  });

  test('a night window of an hour that is left out has no time, and one that comes twice has both', () => {
    const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    const windows = [{ days: weekdays, fromMinute: 120, toMinute: 180 }];
    const terms = termsOf({ timeZone: 'Europe/Berlin', service: { windows, holidays: [] } });
    const countedOn = (date: string) => settle({ terms, period: period(date, 'Europe/Berlin') }).countedMs;

    expect(countedOn('2026-03-29')).toBe(0);
    expect(countedOn('2026-10-25')).toBe(hours(2));
    expect(countedOn('2026-10-26')).toBe(hours(1));
  });
});

describe('3 days unknown and 3 down of 30', () => {
  const unknown = [stretch('2026-11-01T00:00', '2026-11-04T00:00')];
  const down = [stretch('2026-11-10T00:00', '2026-11-13T00:00')];

  test.each([
    ['left-out', 24, 27, '88.8888'],
    ['up', 27, 30, '90.00'],
    ['down', 24, 30, '80.00'],
  ] as const)('counted as %s', (treatment, goodDays, countedDays, percent) => {
    const figures = settle({ terms: termsOf({ unknown: treatment }), unknown, down });

    expect(figures).toMatchObject({ goodMs: days(goodDays), countedMs: days(countedDays) });
    expect(renderFraction(figures)).toBe(percent);
    expect(figures).toMatchObject({ lowGoodMs: days(24), highGoodMs: days(27), boundsCountedMs: days(30) });
    expect(figures.coverage).toEqual({ knownMs: days(27), inServiceMs: days(30) });
    expect(figures.sums.unknown).toBe(days(3));
  });
});

test('without any time in service there is no availability, and no fee', () => {
  const figures = settle({ inForce: [] });

  expect(figures).toMatchObject({ goodMs: 0, countedMs: 0, coverage: { knownMs: 0, inServiceMs: 0 } });
  expect(renderFraction(figures)).toBeUndefined();
  expect(totalMs(figures.underContract)).toBe(0);
});
