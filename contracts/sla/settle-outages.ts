import type { DownSpan } from '../../availability/attribution/attribution.ts';
import type { ContractTerms, RestorationTarget } from '../../core/domain/contract-terms.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  instantAfter,
  intersect,
  totalMs,
} from '../../core/time/intervals.ts';
import { createOverlapWalk, type Lane } from '../../core/time/lane.ts';
import type { BlameLabel } from './blame-label.ts';
import { type HoursBeyond, hoursBeyond } from './hours-beyond.ts';

/** An outage as a contract sees it. Its edges are as measured: it may reach out of the period at both ends. */
export interface SettledOutage extends DownSpan {
  /** Shorter than the contract counts, taken whole: it is up. */
  readonly isShort: boolean;
  /** Its time that the contractor answers for, up to the end of the period: the clock of restoration runs in it. */
  readonly own: IntervalSet;
  readonly ownMs: number;
  /** What of `own` is in the period. */
  readonly ownInPeriodMs: number;
  /** Who answers for how much of it, whole. */
  readonly blame: readonly (BlameLabel & { readonly ms: number })[];
  readonly restoration?: Restoration;
}

/** Beyond it the contractor's own time counts, up to the end of the period. */
export interface Restoration extends RestorationTarget, HoursBeyond {
  /** Since when it takes longer than agreed; absent where it does not by the end of the period. */
  readonly dueMs?: number;
}

export interface OutageInput {
  readonly outages: readonly DownSpan[];
  readonly period: Interval;
  readonly terms: Pick<ContractTerms, 'shortestOutageMs' | 'targets'>;
  /** When the contractor answers for what is down: in service, not excused, not others'. */
  readonly answerable: IntervalSet;
  readonly blame: Lane<BlameLabel>;
  /** The name that the contract gives to the urgency of an outage; `undefined` where nobody called it any. */
  readonly severityOf: (outage: DownSpan) => string | undefined;
}

/** The outages that touch a period, in order of time. */
export function settleOutages(input: OutageInput): readonly SettledOutage[] {
  const { period, outages } = input;
  const answerableIn = createOverlapWalk(input.answerable);
  const blameIn = createOverlapWalk(input.blame);
  return outages
    .filter(({ fromMs, toMs }) => fromMs < period.toMs && toMs > period.fromMs)
    .sort((a, b) => a.fromMs - b.fromMs)
    .map((outage) => {
      const whole = { fromMs: outage.fromMs, toMs: Math.min(outage.toMs, period.toMs) };
      const isShort = isShorter(outage, input.terms);
      const own = isShort ? [] : clip(answerableIn(whole), whole);
      const restoration = restore(own, input, outage);
      return {
        ...outage,
        isShort,
        own,
        ownMs: totalMs(own),
        ownInPeriodMs: totalMs(clip(own, period)),
        blame: blameIn(whole).map(({ label, ...span }) => ({
          ...label,
          ms: totalMs(intersect([span], [whole])),
        })),
        ...(restoration === undefined ? {} : { restoration }),
      };
    });
}

/** Judged whole, from proof to proof; one that still lasts is not short yet to be called so. */
export function isShorter(
  { fromMs, toMs, untilAfterMs }: DownSpan,
  terms: Pick<ContractTerms, 'shortestOutageMs'>,
): boolean {
  return untilAfterMs !== undefined && toMs - fromMs < terms.shortestOutageMs;
}

function restore(own: IntervalSet, input: OutageInput, outage: DownSpan): Restoration | undefined {
  const target = targetOf(input.terms.targets.restoration, input.severityOf(outage));
  if (!target || own.length === 0) return undefined;
  const dueMs = instantAfter(own, target.withinMs);
  return {
    severity: target.severity,
    withinMs: target.withinMs,
    ...(dueMs === undefined ? {} : { dueMs }),
    ...hoursBeyond(own, target.withinMs, input.period.fromMs),
  };
}

/** What nobody called urgent has the longest time that the contract gives. */
export function targetOf(
  targets: readonly RestorationTarget[],
  severity: string | undefined,
): RestorationTarget | undefined {
  const named = targets.find((target) => target.severity === severity);
  return named ?? targets.reduce<RestorationTarget | undefined>(longer, undefined);
}

function longer(a: RestorationTarget | undefined, b: RestorationTarget): RestorationTarget {
  return a && a.withinMs >= b.withinMs ? a : b;
}
