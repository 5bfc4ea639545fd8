/** An exact number, in lowest terms; the denominator is positive. Money is one until it is rounded, once. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** @throws RangeError when the denominator is 0. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError(`expected a denominator other than 0, got ${numerator}/0`);
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestDivisor(numerator, denominator) * sign;
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** Millionths as a share: 300,000 is 3/10. */
export const ofPpm = (ppm: number): Rational => rational(BigInt(ppm), 1_000_000n);

export function add(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** The nearest whole number, a half upwards. Of numbers that are not negative. */
export function roundHalfUp({ numerator, denominator }: Rational): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/** The whole part: what lies behind the point is cut off. Of numbers that are not negative. */
export const truncate = ({ numerator, denominator }: Rational): bigint => numerator / denominator;

/** `3/10`, `12`. */
export function renderRational({ numerator, denominator }: Rational): string {
  return denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;
}

/** `12`, `0.25`, and `319354.8387…` where more decimals follow: cut off after four. */
export function renderDecimal({ numerator, denominator }: Rational): string {
  const scaled = (numerator * 10_000n) / denominator;
  const decimals = `${scaled % 10_000n}`.padStart(4, '0');
  const isExact = scaled * denominator === numerator * 10_000n;
  const shown = isExact ? decimals.replace(/0+$/, '') : `${decimals}…`;
  return shown === '' ? `${scaled / 10_000n}` : `${scaled / 10_000n}.${shown}`;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
