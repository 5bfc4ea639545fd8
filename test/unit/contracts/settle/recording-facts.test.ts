import { describe, expect, test } from 'vitest';
import { createDays, recordingFacts } from '#contracts/settle/recording-facts.ts';
import { daysBy } from '#contracts/sla/recording-days.ts';
import type { SettledClass } from '#contracts/sla/settled-class.ts';
import type { DayRule } from '#core/domain/contract-terms.ts';
import { hours } from '#core/time/units.ts';
import { at, TIME_ZONE } from '#test/support/settled-city.ts';
import { settle } from '#test/support/sla-input.ts';

type Turn = readonly [from: string, settled: SettledClass];

/** Segments that begin when the turns say, the last one until the end. */
function factsOf(turns: readonly Turn[], end = '12-01T00:00') {
  const figures = settle({});
  const segments = turns.map(([from, settled], index) => ({
    fromMs: at(from),
    toMs: at(turns[index + 1]?.[0] ?? end),
    class: settled,
    measured: settled === 'up' || settled === 'unknown' ? settled : ('down' as const),
  }));
  const coverage = { knownMs: 1, inServiceMs: 1 };
  return (
    recordingFacts({ ...figures, segments, coverage }, { kind: 'nvr', daysIn: createDays(TIME_ZONE) })
      ?.days ?? []
  );
}

const datesBy = (by: DayRule, turns: readonly Turn[]) => daysBy(by, factsOf(turns)).map(({ date }) => date);

const UP = ['11-01T00:00', 'up'] as const;

describe('days without recording', () => {
  test.each<{ readonly name: string; readonly turns: readonly Turn[]; readonly days: readonly string[] }>([
    { name: 'none where nothing was down', turns: [UP], days: [] },
    {
      name: 'whole days of the city alone',
      turns: [UP, ['11-05T08:00', 'down'], ['11-07T12:00', 'up']],
      days: ['2026-11-06'],
    },
    {
      name: 'a day from midnight to midnight',
      turns: [UP, ['11-10T00:00', 'down'], ['11-11T00:00', 'up']],
      days: ['2026-11-10'],
    },
    {
      name: 'far apart',
      turns: [
        UP,
        ['11-03T00:00', 'down'],
        ['11-04T00:00', 'up'],
        ['11-27T23:00', 'down'],
        ['11-29T00:00', 'up'],
      ],
      days: ['2026-11-03', '2026-11-28'],
    },
    {
      name: 'a first and a last day that are less than a day',
      turns: [
        ['11-01T10:00', 'down'],
        ['11-02T00:00', 'up'],
        ['11-30T00:00', 'down'],
      ],
      days: ['2026-11-01', '2026-11-30'],
    },
    {
      name: 'a day whose rest is out of service',
      turns: [UP, ['11-05T00:00', 'out-of-service'], ['11-05T20:00', 'down'], ['11-06T00:00', 'up']],
      days: ['2026-11-05'],
    },
    {
      name: 'not a day whose rest is excused',
      turns: [UP, ['11-05T00:00', 'excused'], ['11-05T20:00', 'down'], ['11-06T00:00', 'up']],
      days: [],
    },
  ])('$name', ({ turns, days }) => {
    expect(datesBy('days-without-recording', turns)).toEqual(days);
  });
});

describe('by version 2 of the rules', () => {
  const lost = (...middle: readonly Turn[]): readonly Turn[] => [
    UP,
    ['11-05T00:00', 'down'],
    ...middle,
    ['11-06T00:00', 'up'],
  ];

  test.each<{
    readonly name: string;
    readonly turns: readonly Turn[];
    readonly whole: readonly string[];
    readonly started: readonly string[];
  }>([
    {
      name: 'a minute that nobody watched does not make good what is lacking of the day',
      turns: lost(['11-05T12:00', 'unknown'], ['11-05T12:01', 'down']),
      whole: ['2026-11-05'],
      started: ['2026-11-05'],
    },
    {
      name: 'nor does time that others answer for, or that is excused',
      turns: lost(['11-05T06:00', 'others'], ['11-05T12:00', 'excused'], ['11-05T18:00', 'down']),
      whole: ['2026-11-05'],
      started: ['2026-11-05'],
    },
    {
      name: 'a day of which nothing is down is none, however little of it is known',
      turns: [UP, ['11-05T00:00', 'unknown'], ['11-06T00:00', 'others'], ['11-07T00:00', 'up']],
      whole: [],
      started: [],
    },
    {
      name: 'a minute that was recorded is something, and the day lacks something all the same',
      turns: lost(['11-05T12:00', 'up'], ['11-05T12:01', 'down']),
      whole: [],
      started: ['2026-11-05'],
    },
    {
      name: 'so is one that was recorded badly',
      turns: lost(['11-05T12:00', 'degraded'], ['11-05T12:01', 'down']),
      whole: [],
      started: ['2026-11-05'],
    },
    {
      name: 'one millisecond begins a day',
      turns: [UP, ['11-05T23:59:59.999', 'down'], ['11-06T00:00', 'up']],
      whole: [],
      started: ['2026-11-05'],
    },
  ])('$name', ({ turns, whole, started }) => {
    expect(datesBy('whole-days-without-recording', turns)).toEqual(whole);
    expect(datesBy('started-days-without-recording', turns)).toEqual(started);
  });

  test('a day says what was down, what was recorded, what is known and what was in service', () => {
    const turns = lost(
      ['11-05T06:00', 'unknown'],
      ['11-05T07:00', 'others'],
      ['11-05T10:00', 'out-of-service'],
    );

    expect(factsOf(turns)).toEqual([
      { date: '2026-11-05', downMs: hours(6), recordedMs: 0, knownMs: hours(9), inServiceMs: hours(10) },
    ]);
  });
});
