/** Exact fractions (rules 11.8): nothing is rounded before it is a whole đồng. */

/** @typedef {{ n: bigint, d: bigint }} Fraction */

/** @param {bigint | number | string} n @param {bigint | number} [d] @returns {Fraction} */
export const fraction = (n, d = 1n) => reduce(BigInt(n), BigInt(d));

export const ZERO = fraction(0n);

/** @param {bigint} n @param {bigint} d @returns {Fraction} */
function reduce(n, d) {
  const common = divisor(n < 0n ? -n : n, d) || 1n;
  return { n: n / common, d: d / common };
}

/** @param {bigint} a @param {bigint} b @returns {bigint} */
function divisor(a, b) {
  return b === 0n ? a : divisor(b, a % b);
}

/** @param {Fraction} a @param {Fraction} b */
export const plus = (a, b) => reduce(a.n * b.d + b.n * a.d, a.d * b.d);

/** @param {Fraction} a @param {Fraction} b */
export const times = (a, b) => reduce(a.n * b.n, a.d * b.d);

/** A share in millionths. @param {number} ppm */
export const share = (ppm) => fraction(BigInt(ppm), 1_000_000n);

/** @param {Fraction[]} list */
export const sum = (list) => list.reduce(plus, ZERO);

/** @param {Fraction} a */
export const floor = ({ n, d }) => n / d;

/** A half upwards. @param {Fraction} a */
export const round = ({ n, d }) => (2n * n + d) / (2n * d);

/** As a statement writes it: cut off after four decimals (11.2). @param {Fraction} a */
export function decimalText({ n, d }) {
  const [whole, rest] = [n / d, n % d];
  if (rest === 0n) return String(whole);
  const tenThousandths = (rest * 10_000n) / d;
  const decimals = String(tenThousandths).padStart(4, '0');
  return (rest * 10_000n) % d === 0n ? `${whole}.${decimals.replace(/0+$/, '')}` : `${whole}.${decimals}…`;
}

/** Percent with two to four decimals, cut off (7.3). @param {number} good @param {number} counted */
export function percentText(good, counted) {
  if (counted === 0) return undefined;
  const tenThousandths = (BigInt(good) * 1_000_000n) / BigInt(counted);
  const decimals = String(tenThousandths % 10_000n).padStart(4, '0');
  return `${tenThousandths / 10_000n}.${decimals.slice(0, 2)}${decimals.slice(2).replace(/0+$/, '')}`;
}

/** Whether good ÷ counted is below a share, exactly. @param {number} good @param {number} counted @param {number} ppm */
export const isBelow = (good, counted, ppm) => BigInt(good) * 1_000_000n < BigInt(ppm) * BigInt(counted);
