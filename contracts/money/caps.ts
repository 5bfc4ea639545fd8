import { MONEY_TYPES, type MoneyRule, type Vnd } from '../../core/domain/contract-terms.ts';
import { renderPpm } from '../sla/fraction.ts';
import { multiply, ofPpm, renderDecimal, truncate } from '../sla/rational.ts';
import { type Fee, type Fees, sumFees } from './fees.ts';
import type { ComputedLine } from './money-line.ts';

/** In the order in which they are applied. */
export type CapKind = 'rule' | 'statutory' | 'contract';

/** A line with what is left of it to pay. */
export interface MoneyLine extends ComputedLine {
  readonly payable: Vnd;
}

/** A limit that was held against lines, whether it took anything away or not. */
export interface AppliedCap {
  readonly kind: CapKind;
  /** The rules whose lines it limits. */
  readonly rules: readonly string[];
  /** Cut off to whole đồng: a limit is not exceeded by a part of one. Absent where no fee is agreed to take it of. */
  readonly limit?: Vnd;
  readonly before: Vnd;
  readonly after: Vnd;
  readonly arithmetic: string;
}

export interface CapsInput {
  readonly rules: readonly MoneyRule[];
  readonly capPpm?: number;
  readonly lines: readonly ComputedLine[];
  readonly fees: Fees;
}

/** What is left of lines after the limits: of each rule, then of the law, then of the contract. */
export function applyCaps(input: CapsInput): {
  readonly lines: readonly MoneyLine[];
  readonly caps: readonly AppliedCap[];
} {
  const payable = input.lines.map(({ amount }) => amount);
  const caps = limitsOf(input).flatMap((limit) => applyLimit(input.lines, payable, limit) ?? []);
  return { lines: input.lines.map((line, place) => ({ ...line, payable: payable[place] ?? 0n })), caps };
}

interface Limit {
  readonly kind: CapKind;
  readonly rules: readonly string[];
  readonly ppm: number;
  readonly fee: Fee | undefined;
}

function limitsOf(input: CapsInput): readonly Limit[] {
  const { rules, capPpm } = input;
  const { ofContract: feeOfContract } = input.fees;
  const ofRules = rules.flatMap(({ id, capPpm: ppm }): readonly Limit[] =>
    ppm === undefined ? [] : [{ kind: 'rule', rules: [id], ppm, fee: feeOfContract }],
  );
  const ofContract: readonly Limit[] =
    capPpm === undefined
      ? []
      : [{ kind: 'contract', rules: rules.map(({ id }) => id), ppm: capPpm, fee: feeOfContract }];
  return [...ofRules, ...statutoryLimits(input), ...ofContract];
}

/**
 * The law limits each rule that names its limit and, of one type of money, all those rules together: several breaches of
 * one obligation do not add up beyond it.
 */
function statutoryLimits(input: CapsInput): readonly Limit[] {
  const limited = input.rules.filter((rule) => rule.statutoryCapPpm !== undefined);
  const groups = MONEY_TYPES.map((type) => limited.filter((rule) => rule.type === type));
  const single = limited.map((rule) => [rule]);
  return [...single, ...groups.filter((group) => group.length > 1)].map((group) => {
    const rules = group.map(({ id }) => id);
    const ppm = Math.max(...group.map(({ statutoryCapPpm = 0 }) => statutoryCapPpm));
    return { kind: 'statutory', rules, ppm, fee: breachedValue(rules, input) };
  });
}

/** The fees of what has lines; of a line of the whole fleet that of the contract. */
function breachedValue(rules: readonly string[], { lines, fees }: CapsInput): Fee | undefined {
  const breached = lines.filter(({ rule }) => rules.includes(rule));
  if (breached.some(({ entity }) => entity === undefined)) return fees.ofContract;
  const entities = new Set(breached.map(({ entity }) => entity));
  return sumFees([...fees.byEntity].filter(([entity]) => entities.has(entity)).map(([, fee]) => fee));
}

/** @param payable What is left of each line so far: what the limit takes away is taken out of it. */
function applyLimit(
  lines: readonly ComputedLine[],
  payable: Vnd[],
  { kind, rules, ppm, fee }: Limit,
): AppliedCap | undefined {
  const places = lines.flatMap(({ rule }, place) => (rules.includes(rule) ? [place] : []));
  if (places.length === 0) return undefined;
  const left = places.map((place) => payable[place] ?? 0n);
  const before = left.reduce((total, vnd) => total + vnd, 0n);
  const share = `${renderPpm(ppm)} %`;
  if (!fee) {
    const arithmetic = `${share} of a fee that is not agreed: no limit`;
    return { kind, rules, before, after: before, arithmetic };
  }
  const exact = multiply(fee.vnd, ofPpm(ppm));
  const limit = truncate(exact);
  const after = smaller(before, limit);
  const divided = divide(left, after);
  for (const [index, place] of places.entries()) payable[place] = divided[index] ?? 0n;
  const arithmetic = `${share} of (${fee.arithmetic}) = ${renderDecimal(exact)}, cut off ${limit} VND; lines ${before} VND; left ${after} VND`;
  return { kind, rules, limit, before, after, arithmetic };
}

const smaller = (a: Vnd, b: Vnd): Vnd => (a < b ? a : b);

/**
 * Divides a sum in proportion to amounts that it does not exceed, to whole đồng: shares are cut off, and what is left
 * goes one đồng each to the largest amounts, of equal ones to the first.
 */
export function divide(amounts: readonly Vnd[], total: Vnd): readonly Vnd[] {
  const whole = amounts.reduce((sumVnd, amount) => sumVnd + amount, 0n);
  if (total >= whole) return amounts;
  const shares = amounts.map((amount) => (amount * total) / whole);
  let left = total - shares.reduce((sumVnd, share) => sumVnd + share, 0n);
  const largestFirst = amounts
    .map((amount, index) => ({ amount, index }))
    .sort((a, b) => (a.amount === b.amount ? a.index - b.index : a.amount < b.amount ? 1 : -1));
  for (const { index } of largestFirst) {
    if (left === 0n) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    left--;
  }
  return shares;
}
