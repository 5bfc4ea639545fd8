import type { ContractTerms, Vnd } from '../../core/domain/contract-terms.ts';
import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { Entity } from '../../core/domain/state.ts';
import { clip, type Interval, type IntervalSet, totalMs } from '../../core/time/intervals.ts';
import { periodOf, splitByCalendar } from '../../core/time/periods.ts';
import { add, multiply, type Rational, rational, renderDecimal, renderRational } from '../sla/rational.ts';

/** A fee of a period, exact, and how it comes about: `1000000 × (1/2 of 2026-10 + 1 of 2026-11) = 1500000`. */
export interface Fee {
  readonly vnd: Rational;
  readonly arithmetic: string;
}

export interface FeeSource {
  readonly entity: Entity;
  readonly underContract: IntervalSet;
}

/** What is paid for a period: of each month the share in which the fee was due, by milliseconds. */
export interface Fees {
  /** Of each entity for which the contract agrees one. */
  readonly byEntity: ReadonlyMap<Entity, Fee>;
  /** The contract's own fee, else the sum of its entities' fees; `undefined` where there is neither. */
  readonly ofContract: Fee | undefined;
}

export interface FeesInput {
  readonly terms: Pick<ContractTerms, 'fees' | 'timeZone'>;
  readonly period: Interval;
  readonly kindOf: (entity: Entity) => DeviceKind | 'link';
  readonly entities: readonly FeeSource[];
  /** When the contract itself is in force; all of the period where absent. */
  readonly inForce?: IntervalSet;
}

export function buildFees({ terms, period, kindOf, entities, inForce = [period] }: FeesInput): Fees {
  const months = monthsOf(period, terms.timeZone);
  const byEntity = new Map<Entity, Fee>();
  for (const { entity, underContract } of entities) {
    const monthly = terms.fees.byEntity.get(entity) ?? terms.fees.byKind[kindOf(entity)];
    if (monthly !== undefined) byEntity.set(entity, feeOf(monthly, underContract, months));
  }
  const { contract } = terms.fees;
  const ofContract =
    contract === undefined ? sumFees([...byEntity.values()]) : feeOf(contract, inForce, months);
  return { byEntity, ofContract };
}

/** More different fees than these are not written out one by one. */
const MOST_ADDENDS = 12;

/** The fees together: `998 × 150000 + 2 × 75000 = 149850000`. `undefined` where there are none. */
export function sumFees(fees: readonly Fee[]): Fee | undefined {
  if (fees.length === 0) return undefined;
  const alike = [...Map.groupBy(fees, ({ vnd }) => renderRational(vnd))];
  const addends = alike.map(([fee, those]) => `${those.length} × ${fee}`);
  // Most fees are alike: so many times one is one step.
  const vnd = alike
    .flatMap(([, those]) => those.slice(0, 1).map((fee) => multiply(fee.vnd, rational(BigInt(those.length)))))
    .reduce(add);
  const written = addends.length <= MOST_ADDENDS ? addends.join(' + ') : `sum of ${fees.length} fees`;
  return { vnd, arithmetic: `${written} = ${renderDecimal(vnd)}` };
}

/** A part of the period and the whole month that it is of. */
interface Month {
  readonly label: string;
  readonly part: Interval;
  readonly lengthMs: number;
}

function monthsOf(period: Interval, timeZone: string): readonly Month[] {
  return splitByCalendar(period, 'month', timeZone).map(({ label, fromMs, toMs }) => {
    const whole = periodOf('month', fromMs, timeZone);
    return { label, part: { fromMs, toMs }, lengthMs: whole.toMs - whole.fromMs };
  });
}

function feeOf(monthly: Vnd, due: IntervalSet, months: readonly Month[]): Fee {
  const shares = months.map(({ label, part, lengthMs }) => ({
    label,
    share: rational(BigInt(totalMs(clip(due, part))), BigInt(lengthMs)),
  }));
  const share = shares.map((month) => month.share).reduce(add, rational(0n));
  const vnd = multiply(rational(monthly), share);
  const parts = shares.map((month) => `${renderRational(month.share)} of ${month.label}`).join(' + ');
  return { vnd, arithmetic: `${monthly} a month × (${parts}) = ${renderDecimal(vnd)}` };
}
