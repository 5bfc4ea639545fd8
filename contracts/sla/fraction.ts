import type { Ppm } from '../../core/domain/contract-terms.ts';

/** Good time of the time that counts. Without counted time there is no availability, and nothing to compare. */
export interface Fraction {
  readonly goodMs: number;
  readonly countedMs: number;
}

/** Millionths that a percentage of so many decimals has steps of: four decimals are one millionth each. */
const DECIMALS = 4;

/** Whether an availability is below so many millionths, without any rounding; `false` where nothing counted. */
export function isBelow({ goodMs, countedMs }: Fraction, ppm: Ppm): boolean {
  return BigInt(goodMs) * 1_000_000n < BigInt(ppm) * BigInt(countedMs);
}

/** Whole millionths, cut off: below exactly the whole targets that the fraction itself is below. */
export function truncateToPpm({ goodMs, countedMs }: Fraction): Ppm | undefined {
  return countedMs === 0 ? undefined : Number((BigInt(goodMs) * 1_000_000n) / BigInt(countedMs));
}

/**
 * Percent as people read it, with two to four decimals, cut off and never rounded: `99.4999` for 99.499999, so that a
 * figure does not look as good as a target that it missed. {@link renderPpm} of a target has all the decimals it needs.
 * `undefined` where nothing counted.
 */
export function renderFraction(fraction: Fraction): string | undefined {
  const ppm = truncateToPpm(fraction);
  return ppm === undefined ? undefined : renderPpm(ppm);
}

/** Percent with two to four decimals: `98.50` for 985,000. Exact. */
export function renderPpm(ppm: Ppm): string {
  const whole = Math.floor(ppm / 10 ** DECIMALS);
  const decimals = String(ppm % 10 ** DECIMALS).padStart(DECIMALS, '0');
  return `${whole}.${decimals.replace(/0{1,2}$/, '')}`;
}
