import { expect, test } from 'vitest';
import { settleBoth } from '#test/support/settlers/settle-both.ts';

/**
 * Two settlers that share no code, on random nasty ledgers: hand-overs and retirements in mid-month, blindness inside outages,
 * redundant and nested cuts, overlapping work and claims, edges of a millisecond and of months, hours and holidays, zones with
 * daylight saving, a leap day, corrections, voids, amendments, imports and profiles that change.
 */

/** Seeds on which they differed once. */
const ONCE_DIFFERENT = [1, 2, 4, 7, 8, 9, 11, 21, 1_007];
const LEDGERS = 60;
const AT_ONCE = 5;

const seeds = [
  ...ONCE_DIFFERENT,
  ...Array.from({ length: LEDGERS - ONCE_DIFFERENT.length }, (_, place) => 2_001 + place),
];
const portions = Array.from({ length: LEDGERS / AT_ONCE }, (_, place) =>
  seeds.slice(place * AT_ONCE, (place + 1) * AT_ONCE),
);

test.each(portions)(
  'settle the ledgers of seeds %i, %i, %i, %i and %i alike',
  { timeout: 300_000 },
  async (...portion) => {
    for (const seed of portion) {
      const { differences } = await settleBoth(seed);

      expect({ seed, differences }).toEqual({ seed, differences: [] });
    }
  },
);
