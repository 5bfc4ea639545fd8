import { expect, test } from 'vitest';
import type { DownSpan } from '#availability/attribution/attribution.ts';
import { assumeUnknown } from '#contracts/sla/assume-unknown.ts';
import type { Interval } from '#core/time/intervals.ts';

const PERIOD: Interval = { fromMs: 0, toMs: 1_000 };

const outage = (ref: string, fromMs: number, toMs: number): DownSpan => ({
  ref,
  fromMs,
  toMs,
  afterMs: fromMs - 1,
  untilAfterMs: toMs - 1,
});

/** The outages of these where these stretches are taken as down, by name. */
function joined(outages: readonly DownSpan[], unknown: readonly (readonly [number, number])[]) {
  const measured = unknown.map(([fromMs, toMs]) => ({ fromMs, toMs, state: 'unknown' as const }));
  return assumeUnknown({ measured, outages }, 'down', PERIOD).outages.map(
    ({ ref, fromMs, toMs }) => `${ref} ${fromMs}-${toMs}`,
  );
}

const IMPORTED = outage('imported', 100, 200);
const MEASURED = outage('measured', 200, 300);

test.each([
  ['within the second', [[250, 260]], ['imported 100-200', 'measured 200-300']],
  ['behind the second', [[300, 400]], ['imported 100-200', 'measured 200-400']],
  ['before the first', [[0, 100]], ['imported 0-200', 'measured 200-300']],
  [
    'within each',
    [
      [150, 160],
      [250, 260],
    ],
    ['imported 100-200', 'measured 200-300'],
  ],
  ['where they touch', [[190, 210]], ['imported 100-300']],
  [
    'away from both',
    [[500, 600]],
    ['imported 100-200', 'measured 200-300', 'unknown:1970-01-01T00:00:00.500Z 500-600'],
  ],
] as const)('two outages that only touch one another stay two: unknown %s', (_where, unknown, expected) => {
  expect(joined([IMPORTED, MEASURED], unknown)).toEqual(expected);
});

test('what unknown time lies between is one, however often', () => {
  const outages = [outage('a', 100, 200), outage('b', 300, 400), outage('c', 500, 600)];

  expect(
    joined(outages, [
      [200, 300],
      [400, 500],
    ]),
  ).toEqual(['a 100-600']);
});
