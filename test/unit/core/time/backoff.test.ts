import { expect, test } from 'vitest';
import { backoffMs } from '#core/time/backoff.ts';

const terms = { firstMs: 250, longestMs: 10_000 };

test.each([
  [1, 250],
  [2, 500],
  [3, 1_000],
  [6, 8_000],
  [7, 10_000],
  [1_000, 10_000],
])('after %i failures it waits up to %i ms, and at least half of that', (failures, ceilingMs) => {
  expect(backoffMs(failures, terms, () => 0)).toBe(ceilingMs / 2);
  expect(backoffMs(failures, terms, () => 1)).toBe(ceilingMs);
});
