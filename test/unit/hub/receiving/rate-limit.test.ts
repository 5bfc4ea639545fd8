import { expect, test } from 'vitest';
import { createRateLimit } from '#hub/receiving/rate-limit.ts';

test('so many at once are within the rate, then so many a second, each key for itself', () => {
  let nowMs = 0;
  const isWithin = createRateLimit({ burst: 2, perSecond: 1 }, () => nowMs);

  expect([isWithin('a'), isWithin('a'), isWithin('a'), isWithin('b')]).toEqual([true, true, false, true]);
  nowMs += 1_500;
  expect([isWithin('a'), isWithin('a')]).toEqual([true, false]);
  nowMs += 500;
  expect(isWithin('a')).toBe(true);
});

test('a clock that stands still or goes back lets nobody in earlier', () => {
  let nowMs = 10_000;
  const isWithin = createRateLimit({ burst: 1, perSecond: 1 }, () => nowMs);
  isWithin('a');
  nowMs = 0;

  expect(isWithin('a')).toBe(false);
});
