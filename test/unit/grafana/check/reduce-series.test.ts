import { expect, test } from 'vitest';
import { compareWithThreshold, reduceSeries } from '#grafana/check/reduce-series.ts';

const series = (...cells: readonly (number | null)[]) => [
  {
    name: 'x',
    tags: { agency: 'police' },
    columns: ['time', 'x'],
    values: cells.map((cell, at) => [at, cell]),
  },
];
const reduced = (reduction: Parameters<typeof reduceSeries>[1], ...cells: readonly (number | null)[]) =>
  reduceSeries(series(...cells), reduction)[0]?.value;

test.each([
  ['sum', 6],
  ['mean', 2],
  ['min', 1],
  ['max', 3],
  ['count', 3],
  ['last', 3],
  ['median', 2],
])('%s of what was measured', (reducer, expected) => {
  expect(reduced({ reducer, mode: 'dropNN' }, 1, null, 2, 3)).toBe(expected);
});

test('the median of an even number lies between the middle two', () => {
  expect(reduced({ reducer: 'median', mode: 'dropNN' }, 4, 1, 3, 2)).toBe(2.5);
});

test('what is no number counts as the mode says', () => {
  expect(reduced({ reducer: 'sum' }, 1, null)).toBeNull();
  expect(reduced({ reducer: 'sum', mode: 'replaceNN', replaceWithValue: 5 }, 1, null)).toBe(6);
  expect(reduced({ reducer: 'last', mode: 'dropNN' }, null)).toBeNull();
});

test('labels stay', () => {
  expect(reduceSeries(series(1), { reducer: 'last' })).toEqual([{ labels: { agency: 'police' }, value: 1 }]);
});

test.each([
  ['gt', [5], [0, 0, 1]],
  ['gte', [5], [0, 1, 1]],
  ['lt', [5], [1, 0, 0]],
  ['lte', [5], [1, 1, 0]],
  ['eq', [5], [0, 1, 0]],
  ['ne', [5], [1, 0, 1]],
  ['within_range', [4, 6], [1, 1, 1].map((_, place) => Number(place === 1))],
  ['outside_range', [4, 6], [0, 0, 0]],
  ['within_range_included', [4, 6], [1, 1, 1]],
  ['outside_range_included', [4, 6], [1, 0, 1]],
])('%s %j', (type, params, expected) => {
  const numbers = [4, 5, 6].map((value) => ({ labels: {}, value }));

  expect(compareWithThreshold(numbers, { type, params }).map(({ value }) => value)).toEqual(expected);
});

test('what does not exist is said', () => {
  expect(() => reduceSeries(series(1), { reducer: 'guess' })).toThrow('there is no reducer "guess"');
  expect(() => compareWithThreshold([], { type: 'near', params: [] })).toThrow(
    'there is no comparison "near"',
  );
});
