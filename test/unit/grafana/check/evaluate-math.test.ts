import { describe, expect, test } from 'vitest';
import { evaluateMath } from '#grafana/check/evaluate-math.ts';

const a = { agency: 'police' };
const b = { agency: 'police', district: 'ba-dinh' };
const numbers = {
  DOWN: [
    { labels: b, value: 6 },
    { labels: { ...b, district: 'dong-da' }, value: 1 },
  ],
  ALL: [
    { labels: b, value: 10 },
    { labels: { ...b, district: 'dong-da' }, value: 10 },
  ],
  AGENCY: [{ labels: a, value: 20 }],
  NONE: [{ labels: b, value: null }],
};
const valuesOf = (expression: string) => evaluateMath(expression, numbers).map(({ value }) => value);

test.each([
  ['1 + 2 * 3', [7]],
  ['(1 + 2) * 3', [9]],
  ['2 ** 3 - 1', [7]],
  ['-2 + 5 % 3', [0]],
  ['!0 && 1 || 0', [1]],
  ['1 < 2 == 1', [1]],
  ['$DOWN > 5', [1, 0]],
  ['($DOWN >= 3 && $DOWN / $ALL >= 0.2) || $DOWN >= 20', [1, 0]],
  ['${DOWN} * 1e1', [60, 10]],
])('%s', (expression, expected) => {
  expect(valuesOf(expression)).toEqual(expected);
});

describe('numbers belong together', () => {
  test('whose labels are the same, or some of the others', () => {
    expect(evaluateMath('$DOWN / $AGENCY', numbers)).toEqual([
      { labels: b, value: 0.3 },
      { labels: { ...b, district: 'dong-da' }, value: 0.05 },
    ]);
  });

  test('when each side has one only', () => {
    expect(
      evaluateMath('$X + $Y', {
        X: [{ labels: { x: '1' }, value: 1 }],
        Y: [{ labels: { y: '1' }, value: 2 }],
      }),
    ).toEqual([{ labels: {}, value: 3 }]);
  });

  test('and one without a partner, or without a value, gives none', () => {
    expect(evaluateMath('$DOWN + $NONE', numbers)).toEqual([{ labels: b, value: null }]);
  });
});

test.each([
  ['$WHO > 1', '$WHO > 1: nothing is named $WHO'],
  ['abs($DOWN)', 'abs($DOWN): cannot be read from "abs($DOWN)" on'],
  ['(1', '(1: expected )'],
  ['1 +', '1 +: expected a value, got its end'],
  ['1 2', '1 2: expected its end, got 2'],
])('%s is not computed by half', (expression, message) => {
  expect(() => evaluateMath(expression, numbers)).toThrow(message);
});
