import type { MoneyType, Vnd } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import {
  multiply,
  ofPpm,
  type Rational,
  rational,
  renderDecimal,
  renderRational,
  roundHalfUp,
} from '../sla/rational.ts';

/** What a rule of the terms makes of a breach, before any limit. */
export interface ComputedLine {
  /** `id` of the rule. */
  readonly rule: string;
  readonly type: MoneyType;
  /** The law or clause that the rule rests on. */
  readonly legalBasis?: string;
  /** Absent where the line is of the fleet as a whole, or for an incident. */
  readonly entity?: Entity;
  /** The outage or incident that it is for, where it is for one. */
  readonly ref?: string;
  /** All that went in, by name: durations in milliseconds, shares in millionths, money in đồng. */
  readonly inputs: Readonly<Record<string, string | number | bigint>>;
  /** The whole way from the inputs to the amount, to be computed again by hand. */
  readonly arithmetic: string;
  /** Rounded to whole đồng, a half upwards, here and nowhere else. */
  readonly amount: Vnd;
  /** A share of a fee that the contract does not agree: the amount is 0 until somebody enters it. */
  readonly lacks?: 'fee';
}

/** The value of a line before it is rounded, and the steps that led to it. */
export interface Value {
  readonly vnd: Rational;
  readonly steps: readonly string[];
}

/** The n-th breach in a row, and how much more each counts than the one before. */
export interface Repeat {
  readonly breach: number;
  readonly ppm: number;
}

/** The amount of a line: its value, more for a breach that repeats itself, rounded once. */
export function amountOf(
  { vnd, steps }: Value,
  { breach, ppm }: Repeat,
): Pick<ComputedLine, 'amount' | 'arithmetic'> {
  const extra = BigInt(breach - 1) * BigInt(ppm);
  const factor = rational(1_000_000n + extra, 1_000_000n);
  const total = multiply(vnd, factor);
  const repeated = extra === 0n ? [] : [`breach ${breach} in a row: × ${renderFactor(breach, ppm, factor)}`];
  const amount = roundHalfUp(total);
  const result = `${renderDecimal(total)}${total.denominator === 1n ? '' : `, rounded half up ${amount}`} VND`;
  return { amount, arithmetic: [...steps, ...repeated, result].join('; ') };
}

const renderFactor = (breach: number, ppm: number, factor: Rational): string =>
  `(1 + ${breach - 1} × ${renderRational(ofPpm(ppm))}) = ${renderRational(factor)}`;
