import { expect, test } from 'vitest';
import {
  add,
  multiply,
  ofPpm,
  rational,
  renderDecimal,
  renderRational,
  roundHalfUp,
  truncate,
} from '#contracts/sla/rational.ts';

test('is in lowest terms with a positive denominator', () => {
  expect(rational(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
  expect(rational(0n, 7n)).toEqual({ numerator: 0n, denominator: 1n });
  expect(ofPpm(300_000)).toEqual({ numerator: 3n, denominator: 10n });
});

test('thirds add up to one', () => {
  const third = rational(1n, 3n);

  expect(add(add(third, third), third)).toEqual(rational(1n));
  expect(multiply(third, rational(3n, 2n))).toEqual(rational(1n, 2n));
});

test.each([
  ['5/2', rational(5n, 2n), 3n, 2n, '2.5'],
  ['249999/100000', rational(249_999n, 100_000n), 2n, 2n, '2.4999…'],
  ['22/31', rational(22n, 31n), 1n, 0n, '0.7096…'],
  ['12', rational(12n), 12n, 12n, '12'],
  ['1/100000', rational(1n, 100_000n), 0n, 0n, '0.0000…'],
])('%s is rounded, cut off and printed as decimals', (fraction, value, rounded, cutOff, decimal) => {
  expect(roundHalfUp(value)).toBe(rounded);
  expect(truncate(value)).toBe(cutOff);
  expect(renderRational(value)).toBe(fraction);
  expect(renderDecimal(value)).toBe(decimal);
});

test('a denominator of 0 is refused', () => {
  expect(() => rational(1n, 0n)).toThrow(new RangeError('expected a denominator other than 0, got 1/0'));
});
