import {
  readLife,
  type StatementLife,
  statementId,
} from '../../../contracts/statements/statement-register.ts';
import { termsAt } from '../../../contracts/terms-at.ts';
import type { ContractTerms } from '../../../core/domain/contract-terms.ts';
import type { Contract } from '../../../core/domain/inventory.ts';
import { type Period, periodOf, previousPeriod } from '../../../core/time/periods.ts';
import { hours, minutes } from '../../../core/time/units.ts';
import { valueAt } from '../../../core/time/versions.ts';
import { type Claim, foldClaims } from '../../../ledger/decisions/claims.ts';
import { type MonthAsked, periodAsked } from '../contract-period.ts';
import { openKeptMonths } from '../kept-months.ts';
import { noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { countDecided, type SettledMonth, settleMonth } from '../settled-month.ts';

/** A contract in a period: what was agreed, what was settled of it last, what is asked and what is sealed. */
export interface MonthRead {
  readonly contract: Contract;
  readonly terms: ContractTerms;
  readonly period: Period;
  readonly before: Period;
  /** Absent where the period is the present one. */
  readonly after?: Period;
  /** Absent where nothing was settled yet. */
  readonly settled?: SettledMonth;
  /** What was settled is old: it is to be settled again. */
  readonly isStale: boolean;
  readonly claims: readonly Claim[];
  readonly statement: StatementLife;
  readonly nowMs: number;
}

const FRESH_MS = minutes(10);
/** Of a period that is over. */
const OVER_FRESH_MS = hours(6);

/** @throws PAPER_UNKNOWN */
export function readMonthFor(context: PaperContext, asked: MonthAsked): MonthRead {
  const { reader, parties, store, timeZone, nowMs } = context;
  const period = periodAsked(context, asked);
  const contract = contractAt(context, asked.contract, period);
  const terms = termsAt(parties, asked.contract, { atMs: Math.min(period.toMs - 1, nowMs), timeZone });
  const settled = openKeptMonths(store.path).read(asked.contract, period.label);
  const after = periodOf(terms.period, period.toMs, terms.timeZone);
  return {
    ...{ contract, terms, period, before: previousPeriod(period, terms.timeZone) },
    ...(after.fromMs <= nowMs && { after }),
    ...(settled && { settled }),
    isStale: settled === undefined || isOld(context, settled),
    claims: [...foldClaims(reader.decisions('claim')).values()].filter(
      ({ contract: of, interval }) =>
        of === asked.contract && interval.fromMs < period.toMs && interval.toMs > period.fromMs,
    ),
    statement: readLife(reader.decisions('statement'), statementId(asked.contract, period.label)),
    nowMs,
  };
}

/** Settles it and keeps what came of it. @throws PAPER_UNKNOWN, and as a settlement does */
export function settleMonthFor(context: PaperContext, asked: MonthAsked): SettledMonth {
  const period = periodAsked(context, asked);
  const kept = openKeptMonths(context.store.path);
  const known = kept.read(asked.contract, period.label);
  // Whoever asked before has had it settled meanwhile.
  if (known && !isOld(context, known)) return known;
  const month = settleMonth(context, asked.contract, period);
  kept.write(month);
  return month;
}

/** Something was decided since, or measured: of a period that is over, late news alone. */
function isOld(context: PaperContext, { asOfMs, settledMs, period, decided }: SettledMonth): boolean {
  const ageMs = context.nowMs - settledMs;
  return ageMs > (asOfMs >= period.toMs ? OVER_FRESH_MS : FRESH_MS) || decided !== countDecided(context);
}

function contractAt({ parties }: PaperContext, id: string, { fromMs, toMs }: Period): Contract {
  const versions = parties.contracts.get(id);
  const contract = valueAt(versions, toMs - 1) ?? valueAt(versions, fromMs) ?? versions?.at(-1)?.value;
  if (contract) return contract;
  throw noSuch('contract', 'hợp đồng', id);
}
