import { expect, test } from 'vitest';
import { flapRatio, NO_HISTORY, remember } from '#collector/judge/flapping.ts';

const historyOf = (probes: string) =>
  [...probes].reduce((history, letter) => remember(history, letter === 'u'), NO_HISTORY);

test.each([
  ['', 0],
  ['u', 0],
  ['uuuuuuuuuu', 0],
  ['ud', 1],
  ['uuddd', 1 / 4],
  ['udududududududududud', 1],
  // Only the last twenty probes are remembered.
  [`${'ud'.repeat(20)}${'u'.repeat(20)}`, 0],
])('%j flaps at %d', (probes, ratio) => {
  expect(flapRatio(historyOf(probes))).toBe(ratio);
});
