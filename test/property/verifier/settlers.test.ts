import { expect, test } from 'vitest';
import { settleBoth } from '#test/support/settlers/settle-both.ts';

/**
 * Two settlers that share no code, on random nasty ledgers: hand-overs and retirements in mid-month, blindness inside outages,
 * redundant and nested cuts, overlapping work and claims, edges of a millisecond and of months, hours and holidays, zones with
 * daylight saving, a leap day, corrections, voids, amendments, imports and profiles that change.
 */

/** Seeds on which they differed once, with the version of the rules. */
const ONCE_DIFFERENT = [
  [1, 1],
  [2, 1],
  [4, 1],
  [7, 1],
  [8, 1],
  [9, 1],
  [11, 1],
  [21, 1],
  [1_007, 1],
  [3_026, 1],
  [10_002, 1],
  [10_037, 1],
  [50_151, 1],
  [100_012, 2],
] as const;
const LEDGERS = 60;
const AT_ONCE = 5;

const drawn = Array.from(
  { length: LEDGERS - ONCE_DIFFERENT.length },
  (_, place) => [2_001 + place, place % 2 === 0 ? 2 : 1] as const,
);
const ledgers = [...ONCE_DIFFERENT, ...drawn];
const portions = Array.from({ length: LEDGERS / AT_ONCE }, (_, place) => ({
  portion: ledgers.slice(place * AT_ONCE, (place + 1) * AT_ONCE),
  from: place * AT_ONCE + 1,
}));

test.each(portions)(
  `settle ${AT_ONCE} random ledgers from number $from on alike`,
  { timeout: 300_000 },
  async ({ portion }) => {
    for (const [seed, rules] of portion) {
      const { differences } = await settleBoth(seed, rules, 1);

      expect({ seed, rules, differences }).toEqual({ seed, rules, differences: [] });
    }
  },
);
