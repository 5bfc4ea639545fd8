import type { Fraction } from '../../../contracts/sla/fraction.ts';
import { SETTLED_CLASSES } from '../../../contracts/sla/settled-class.ts';
import type { SettledMonth } from '../../papers/settled-month.ts';

export interface MonthBudget {
  /** Device milliseconds of the whole period. */
  readonly allowedMs: number;
  /** Negative where more was lost. */
  readonly leftMs: number;
  /** The share at the end if it goes on like this; absent where more than half of the service so far was not measured. */
  readonly forecast: Fraction | undefined;
}

/** What may be lost in the whole period: what counted so far, and all of the service that is to come. */
export function budgetOf({
  period,
  asOfMs,
  countedMs,
  lostMs,
  targetPpm,
  sums,
}: Pick<SettledMonth, 'period' | 'asOfMs' | 'countedMs' | 'lostMs' | 'targetPpm' | 'sums'>):
  | MonthBudget
  | undefined {
  if (targetPpm === undefined || countedMs === 0) return undefined;
  const gone = (asOfMs - period.fromMs) / (period.toMs - period.fromMs);
  const inServiceMs = SETTLED_CLASSES.reduce(
    (total, name) => (name === 'out-of-service' ? total : total + sums[name]),
    0,
  );
  const wholeMs = countedMs + (inServiceMs * (1 - gone)) / gone;
  const allowedMs = ((1_000_000 - targetPpm) / 1_000_000) * wholeMs;
  const forecast = { goodMs: Math.round(wholeMs * (1 - lostMs / countedMs)), countedMs: Math.round(wholeMs) };
  return {
    allowedMs,
    leftMs: allowedMs - lostMs,
    forecast: sums.unknown * 2 > inServiceMs ? undefined : forecast,
  };
}
