import { describe, expect, test } from 'vitest';
import { buildTiming, loosest } from '#simulator/faults/timing.ts';

const check = { intervalMs: 3_000, timeoutMs: 250, confirm: 3, recheckMs: 1_000 };

describe('buildTiming', () => {
  test('batches of pings are bound by their slices', () => {
    expect(buildTiming(check, 'batch')).toEqual({
      // One interval, and three pings of 250 ms.
      toleranceMs: 3_750,
      endToleranceMs: 3_750,
      // Due within 3 s, sent within a slice of 1.5 s, two repeats a slice apart, and the time of the last.
      confirmedWithinMs: 8_250,
      recoveredWithinMs: 5_250,
    });
  });

  test('connects are bound by the repeat', () => {
    expect(buildTiming(check, 'single')).toEqual({
      toleranceMs: 3_250,
      endToleranceMs: 3_250,
      confirmedWithinMs: 5_500,
      recoveredWithinMs: 3_500,
    });
  });
});

describe('loosest', () => {
  test('takes of each bound the one that allows most', () => {
    const a = { toleranceMs: 1, endToleranceMs: 9, confirmedWithinMs: 3, recoveredWithinMs: 8 };
    const b = { toleranceMs: 5, endToleranceMs: 2, confirmedWithinMs: 7, recoveredWithinMs: 4 };

    expect(loosest(a, b)).toEqual({
      toleranceMs: 5,
      endToleranceMs: 9,
      confirmedWithinMs: 7,
      recoveredWithinMs: 8,
    });
  });
});
