import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  totalMs,
  union,
} from '#core/time/intervals.ts';

const SPAN_MS = 40;
const anInterval = fc.record({ fromMs: fc.nat(SPAN_MS), toMs: fc.nat(SPAN_MS) });
const intervals = fc.array(anInterval, { maxLength: 12 });
const aSet = intervals.map(union);

/** The slow truth: instant by instant. */
const instants = (list: readonly Interval[]): ReadonlySet<number> =>
  new Set(
    Array.from({ length: SPAN_MS }, (_, ms) => ms).filter((ms) =>
      list.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs),
    ),
  );

const isNormal = (set: IntervalSet) =>
  set.every(
    ({ fromMs, toMs }, index) => fromMs < toMs && fromMs > (set[index - 1]?.toMs ?? Number.NEGATIVE_INFINITY),
  );

test('every operation agrees with sets of instants, and its result is in order and apart', () => {
  fc.assert(
    fc.property(intervals, aSet, aSet, (list, a, b) => {
      const results = [
        [union(list), instants(list)],
        [intersect(a, b), instants(a).intersection(instants(b))],
        [subtract(a, b), instants(a).difference(instants(b))],
      ] as const;

      for (const [set, expected] of results) {
        expect(instants(set)).toEqual(expected);
        expect(isNormal(set)).toBe(true);
        expect(totalMs(set)).toBe(expected.size);
      }
    }),
    { numRuns: 500 },
  );
});

test('the order of intervals does not matter to a union', () => {
  fc.assert(
    fc.property(intervals, (list) => {
      expect(union(list.toReversed())).toEqual(union(list));
    }),
  );
});
