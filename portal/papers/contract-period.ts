import { termsAt } from '../../contracts/terms-at.ts';
import { type Period, parsePeriod, periodOf, wholePeriodOf } from '../../core/time/periods.ts';
import { expectContract, noSuch } from './may-read.ts';
import type { PaperContext } from './paper-context.ts';

export interface MonthAsked {
  readonly contract: string;
  /** Such as 2026-11; absent: the present one. */
  readonly period?: string | undefined;
}

/** The period as the contract is settled by it, begun already. @throws PAPER_UNKNOWN */
export function periodAsked(context: PaperContext, { contract, period: label }: MonthAsked): Period {
  const { parties, timeZone, nowMs } = context;
  expectContract(context, contract, nowMs);
  const terms = termsAt(parties, contract, { atMs: nowMs, timeZone });
  if (label === undefined) return periodOf(terms.period, nowMs, terms.timeZone);
  const period = parsePeriod(label, terms.timeZone);
  if (!period || period.fromMs > nowMs) throw noSuch('period', 'kỳ', label);
  const whole = wholePeriodOf(period, terms.timeZone);
  if (whole.label !== periodOf(terms.period, whole.fromMs, terms.timeZone).label)
    throw noSuch('period', 'kỳ', label);
  // Of the time of another contractor it is another's.
  expectContract(context, contract, whole.toMs - 1);
  return whole;
}
