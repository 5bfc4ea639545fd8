/**
 * Shares `total` out in proportion to `weights`, in whole numbers that sum to `total` exactly (largest remainders).
 * Each share is at least `minimum` where `total` reaches that far.
 */
export function shareOut(total: number, weights: readonly number[], minimum = 0): number[] {
  const floor = minimum * weights.length <= total ? minimum : 0;
  const spare = total - floor * weights.length;
  const sum = weights.reduce((left, weight) => left + weight, 0);
  if (sum <= 0) return weights.map((_, index) => floor + (index === 0 ? spare : 0));

  const exact = weights.map((weight) => (spare * weight) / sum);
  const shares = exact.map((share) => floor + Math.floor(share));
  const missing = total - shares.reduce((left, share) => left + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share % 1 }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
