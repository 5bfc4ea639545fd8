import { expect, test } from 'vitest';
import { createBackOff } from '#hub/shipping/back-off.ts';

test('waits twice as long after each failure in a row, up to a minute, and begins anew after a success', () => {
  const backOff = createBackOff({ random: () => 1 });
  const waits = () => Array.from({ length: 8 }, () => backOff.nextMs() / 1_000);

  expect(waits()).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  backOff.reset();
  expect(backOff.nextMs()).toBe(1_000);
});

test('of many that lost their hub at one time no two come back together: half of each wait is chance', () => {
  const [soon, late] = [createBackOff({ random: () => 0 }), createBackOff({ random: () => 1 })];

  expect([soon.nextMs(), late.nextMs()]).toEqual([500, 1_000]);
});
