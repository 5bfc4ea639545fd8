import { describe, expect, test } from 'vitest';
import { recordingFacts } from '#settlement/recording-facts.ts';
import type { SettledClass } from '#sla/settled-class.ts';
import { at, TIME_ZONE } from '#test/support/settled-city.ts';
import { settle } from '#test/support/sla-input.ts';

type Turn = readonly [from: string, settled: SettledClass];

/** Segments that begin when the turns say, the last one until the end. */
function daysWithout(turns: readonly Turn[], end = '12-01T00:00') {
  const figures = settle({});
  const segments = turns.map(([from, settled], index) => ({
    fromMs: at(from),
    toMs: at(turns[index + 1]?.[0] ?? end),
    class: settled,
    measured: settled === 'up' ? ('up' as const) : ('down' as const),
  }));
  const coverage = { knownMs: 1, inServiceMs: 1 };
  return recordingFacts({ ...figures, segments, coverage }, { kind: 'nvr', timeZone: TIME_ZONE })
    ?.daysWithout;
}

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
    expect(daysWithout(turns)).toEqual(days);
  });
});
