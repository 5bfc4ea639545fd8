import { describe, expect, test } from 'vitest';
import { clip, type IntervalSet, intersect, subtract, totalMs, union } from '#core/time/intervals.ts';

const set = (...pairs: readonly (readonly [number, number])[]): IntervalSet =>
  pairs.map(([fromMs, toMs]) => ({ fromMs, toMs }));

describe('union', () => {
  test.each([
    ['nothing', set(), set()],
    ['one interval', set([1, 2]), set([1, 2])],
    ['empty and reversed intervals', set([5, 5], [9, 3]), set()],
    ['intervals apart, in any order', set([5, 6], [1, 2]), set([1, 2], [5, 6])],
    ['touching intervals', set([2, 3], [1, 2]), set([1, 3])],
    ['overlapping intervals', set([1, 5], [3, 8]), set([1, 8])],
    ['an interval within another', set([1, 9], [3, 4], [8, 10]), set([1, 10])],
    [
      'open ends',
      set([5, Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY, 2]),
      set([Number.NEGATIVE_INFINITY, 2], [5, Number.POSITIVE_INFINITY]),
    ],
  ])('of %s', (_, intervals, expected) => {
    expect(union(intervals)).toEqual(expected);
  });
});

describe('intersect', () => {
  test.each([
    ['sets that do not meet', set([1, 2], [5, 6]), set([2, 5], [6, 9]), set()],
    ['one interval over several', set([1, 9]), set([0, 2], [3, 4], [8, 12]), set([1, 2], [3, 4], [8, 9])],
    ['equal sets', set([1, 2], [5, 6]), set([1, 2], [5, 6]), set([1, 2], [5, 6])],
  ])('of %s', (_, a, b, expected) => {
    expect(intersect(a, b)).toEqual(expected);
    expect(intersect(b, a)).toEqual(expected);
  });
});

describe('subtract', () => {
  test.each([
    ['nothing', set([1, 5]), set(), set([1, 5])],
    ['a hole in the middle', set([1, 9]), set([3, 4]), set([1, 3], [4, 9])],
    ['several holes', set([1, 9]), set([0, 2], [3, 4], [8, 12]), set([2, 3], [4, 8])],
    ['a hole over several intervals', set([1, 3], [4, 6], [7, 9]), set([2, 8]), set([1, 2], [8, 9])],
    ['everything', set([1, 3], [4, 6]), set([0, 9]), set()],
    ['what only touches', set([2, 4]), set([1, 2], [4, 5]), set([2, 4])],
  ])('takes away %s', (_, a, b, expected) => {
    expect(subtract(a, b)).toEqual(expected);
  });
});

test('clip keeps what is in the period', () => {
  expect(clip(set([1, 3], [5, 9]), { fromMs: 2, toMs: 6 })).toEqual(set([2, 3], [5, 6]));
  expect(clip(set([1, 3]), { fromMs: 2, toMs: 2 })).toEqual([]);
});

test('totalMs adds up lengths', () => {
  expect(totalMs(set([1, 3], [5, 9]))).toBe(6);
  expect(totalMs([])).toBe(0);
});
