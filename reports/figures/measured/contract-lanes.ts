import { type ContractPart, contractInForce } from '../../../contracts/settle/contract-parts.ts';
import { SettlementError } from '../../../contracts/settle/settlement-error.ts';
import { type ContractTerms, PERIOD_KINDS, type PeriodKind } from '../../../core/domain/contract-terms.ts';
import type { Contract } from '../../../core/domain/inventory.ts';
import type { Indicator } from '../../../core/domain/state.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  union,
} from '../../../core/time/intervals.ts';
import { type Period, periodOf } from '../../../core/time/periods.ts';
import { serviceHours } from '../../../core/time/service-calendar.ts';
import { versionsIn } from '../../../core/time/versions.ts';
import type { LinesAndContracts } from './lines-and-contracts.ts';

/** A period of a contract that touches the window. */
export interface LanePeriod {
  /** Whole, as statements name it. */
  readonly period: Period;
  /** As much of it as is in the window. */
  readonly inside: Interval;
  /** `crossing`: it reaches out of the window, so that its statement is of other time as well. */
  readonly extent: 'whole' | 'crossing';
  /** Of the last part of it; absent where the contract has no terms that can be settled by. */
  readonly terms?: ContractTerms;
}

/** When a contract counts what, within the window. */
export interface ContractLane {
  readonly id: string;
  /** As it was last in the window. */
  readonly contract: Contract;
  readonly periods: readonly LanePeriod[];
  /** When it is in force and counts an indicator, at whatever hour, and when within its hours of service. */
  readonly counting: ReadonlyMap<Indicator, LaneTime>;
}

export interface LaneTime {
  readonly inForce: IntervalSet;
  readonly hours: IntervalSet;
  /** In force outside its hours of service. */
  readonly outside: IntervalSet;
}

/** The contracts that are in force at some time of the window, in the order of their names. */
export function buildContractLanes(
  history: LinesAndContracts,
  window: Interval,
  cityTimeZone: string,
): readonly ContractLane[] {
  return [...history.contracts]
    .flatMap(([id, versions]) => {
      const inForce = versionsIn(versions, window).filter(
        ({ value }) => value.fromMs < window.toMs && (value.toMs ?? Number.POSITIVE_INFINITY) > window.fromMs,
      );
      const contract = inForce.at(-1)?.value;
      return contract ? [buildLane(history, { id, contract, window, cityTimeZone })] : [];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface LaneQuestion {
  readonly id: string;
  readonly contract: Contract;
  readonly window: Interval;
  readonly cityTimeZone: string;
}

function buildLane(history: LinesAndContracts, { id, contract, window, cityTimeZone }: LaneQuestion) {
  const { period: kind, time_zone: zone } = contract.terms;
  const periodKind = PERIOD_KINDS.find((known) => known === kind) ?? 'month';
  const timeZone = typeof zone === 'string' ? zone : cityTimeZone;
  const found = new Map<Indicator, { inForce: Interval[]; hours: Interval[] }>();
  const periods = periodsIn(window, periodKind, timeZone).flatMap((period): readonly LanePeriod[] => {
    const inside = {
      fromMs: Math.max(window.fromMs, period.fromMs),
      toMs: Math.min(window.toMs, period.toMs),
    };
    const isWhole = inside.fromMs === period.fromMs && inside.toMs === period.toMs;
    const extent = isWhole ? 'whole' : 'crossing';
    const settled = partsIn(history, { id, period, inside, cityTimeZone });
    if (settled === 'not-in-force') return [];
    if (settled === 'no-terms') return [{ period, inside, extent }];
    for (const part of settled.parts) {
      const times = found.get(part.terms.indicator) ?? { inForce: [], hours: [] };
      found.set(part.terms.indicator, times);
      const inForce = clip(settled.inForce, part);
      times.inForce.push(...inForce);
      times.hours.push(...intersect(inForce, serviceHours(part.terms.service, part, part.terms.timeZone)));
    }
    const terms = settled.parts.at(-1)?.terms;
    return [{ period, inside, extent, ...(terms && { terms }) }];
  });
  const counting = new Map(
    [...found].map(([indicator, times]) => {
      const [inForce, hours] = [union(times.inForce), union(times.hours)];
      return [indicator, { inForce, hours, outside: subtract(inForce, hours) }];
    }),
  );
  return { id, contract, periods, counting };
}

function periodsIn(window: Interval, kind: PeriodKind, timeZone: string): readonly Period[] {
  const periods: Period[] = [];
  for (let fromMs = window.fromMs; fromMs < window.toMs; fromMs = periods.at(-1)?.toMs ?? window.toMs)
    periods.push(periodOf(kind, fromMs, timeZone));
  return periods;
}

function partsIn(
  history: LinesAndContracts,
  {
    id,
    period,
    inside,
    cityTimeZone,
  }: {
    readonly id: string;
    readonly period: Period;
    readonly inside: Interval;
    readonly cityTimeZone: string;
  },
): { readonly parts: readonly ContractPart[]; readonly inForce: IntervalSet } | 'not-in-force' | 'no-terms' {
  try {
    return contractInForce(history, { contractId: id, period, timeZone: cityTimeZone }, inside);
  } catch (error) {
    if (error instanceof SettlementError)
      return error.code === 'SETTLEMENT_CONTRACT' ? 'not-in-force' : 'no-terms';
    throw error;
  }
}
