import { expect, test } from 'vitest';
import { isBelow, renderFraction, renderPpm, truncateToPpm } from '#contracts/sla/fraction.ts';

test('a figure that missed its target by a hair does not look as if it had met it', () => {
  const fraction = { goodMs: 99_499_999, countedMs: 100_000_000 };

  expect(isBelow(fraction, 995_000)).toBe(true);
  expect(renderFraction(fraction)).toBe('99.4999');
  expect(renderPpm(995_000)).toBe('99.50');
});

test.each([
  [0, 100, '0.00'],
  [100, 100, '100.00'],
  [2, 3, '66.6666'],
  [985, 1_000, '98.50'],
  [9_985, 10_000, '99.85'],
  [99_985, 100_000, '99.985'],
])('%i of %i is %s percent', (goodMs, countedMs, percent) => {
  expect(renderFraction({ goodMs, countedMs })).toBe(percent);
});

test('what is cut off is below exactly the targets that the fraction is below', () => {
  const countedMs = 2_678_400_000;
  const goodMs = 2_676_525_120;

  expect(truncateToPpm({ goodMs, countedMs })).toBe(999_300);
  expect(isBelow({ goodMs, countedMs }, 999_300)).toBe(false);
  expect(truncateToPpm({ goodMs: goodMs - 1, countedMs })).toBe(999_299);
  expect(isBelow({ goodMs: goodMs - 1, countedMs }, 999_300)).toBe(true);
});

test('without counted time there is nothing to compare', () => {
  expect(isBelow({ goodMs: 0, countedMs: 0 }, 1_000_000)).toBe(false);
  expect(renderFraction({ goodMs: 0, countedMs: 0 })).toBeUndefined();
});
