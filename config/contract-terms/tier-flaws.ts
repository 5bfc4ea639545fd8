import type { Ppm, Tier } from '../../core/domain/contract-terms.ts';
import { renderPpm } from './term-values.ts';

/** A tier as people write it: `from` repeats where the next tier begins, as tables of contracts do. */
export interface TierAsWritten {
  readonly from?: Ppm | undefined;
  readonly below: Ppm;
  readonly amount: Tier['amount'];
}

export interface TierFlaw {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What is wrong with tiers: they go down without gap or overlap to 0 %, and the lower, the dearer. */
export function tierFlaws(tiers: readonly TierAsWritten[]): readonly TierFlaw[] {
  return tiers.flatMap((tier, index) => {
    const at = (key: string, message: string | undefined): readonly TierFlaw[] =>
      message === undefined ? [] : [{ path: ['tiers', index, key], message }];
    return [
      ...at('from', seamFlaw(tier, tiers[index + 1])),
      ...at('below', orderFlaw(tier, tiers[index - 1])),
      ...at('amount', amountFlaw(tier, tiers[index - 1])),
    ];
  });
}

function seamFlaw({ from, below }: TierAsWritten, next: TierAsWritten | undefined): string | undefined {
  if (from === undefined) return undefined;
  if (from >= below) return `expected less than the ${renderPpm(below)} that the tier holds below`;
  if (next === undefined) return from === 0 ? undefined : 'expected the last tier to reach down to 0%';
  if (from > next.below)
    return `expected tiers without a gap: ${renderPpm(next.below)}, where the next tier begins`;
  if (from < next.below)
    return `expected tiers that do not overlap: ${renderPpm(next.below)}, where the next tier begins`;
  return undefined;
}

function orderFlaw({ below }: TierAsWritten, previous: TierAsWritten | undefined): string | undefined {
  if (previous === undefined || below < previous.below) return undefined;
  return `expected tiers from the highest down: less than the ${renderPpm(previous.below)} of the tier before it`;
}

/** Shares of fees and amounts cannot be told apart without the fees. */
function amountFlaw({ amount }: TierAsWritten, previous: TierAsWritten | undefined): string | undefined {
  if (previous === undefined) return undefined;
  const before = previous.amount;
  if ('vnd' in amount && 'vnd' in before && amount.vnd <= before.vnd) {
    return `expected more than the ${before.vnd} VND of the tier before it`;
  }
  if ('ofFeePpm' in amount && 'ofFeePpm' in before && amount.ofFeePpm <= before.ofFeePpm) {
    return `expected more than the ${renderPpm(before.ofFeePpm)} of the tier before it`;
  }
  return undefined;
}
