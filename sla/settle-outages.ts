import type { ContractTerms, RestorationTarget } from '../core/contract-terms.ts';
import { hours } from '../core/units.ts';
import type { DownSpan } from './attribution.ts';
import type { BlameLabel } from './blame-label.ts';
import { clip, type Interval, type IntervalSet, intersect, totalMs } from './intervals.ts';
import { createOverlapWalk, type Lane } from './lane.ts';

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

export interface Restoration extends RestorationTarget {
  /** Since when it takes longer than agreed; absent where it does not by the end of the period. */
  readonly dueMs?: number;
  /** How far beyond it the contractor's own time went, up to the end of the period. */
  readonly overMs: number;
  /** So much of that was before the period began. */
  readonly overBeforeMs: number;
  /** Started hours beyond it that began in the period: those before are the earlier period's. */
  readonly startedHours: number;
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

const HOUR_MS = hours(1);

function restore(own: IntervalSet, input: OutageInput, outage: DownSpan): Restoration | undefined {
  const target = targetOf(input.terms.targets.restoration, input.severityOf(outage));
  if (!target || own.length === 0) return undefined;
  const overMs = Math.max(0, totalMs(own) - target.withinMs);
  const beforeMs = totalMs(clip(own, until(input.period.fromMs)));
  const overBeforeMs = Math.max(0, beforeMs - target.withinMs);
  const dueMs = instantAfter(own, target.withinMs);
  return {
    severity: target.severity,
    withinMs: target.withinMs,
    ...(dueMs === undefined ? {} : { dueMs }),
    overMs,
    overBeforeMs,
    startedHours: Math.ceil(overMs / HOUR_MS) - Math.ceil(overBeforeMs / HOUR_MS),
  };
}

const until = (toMs: number): Interval => ({ fromMs: Number.NEGATIVE_INFINITY, toMs });

/** What nobody called urgent has the longest time that the contract gives. */
function targetOf(
  targets: readonly RestorationTarget[],
  severity: string | undefined,
): RestorationTarget | undefined {
  const named = targets.find((target) => target.severity === severity);
  return named ?? targets.toSorted((a, b) => b.withinMs - a.withinMs)[0];
}

/** The instant by which so much of a set has passed. */
function instantAfter(set: IntervalSet, durationMs: number): number | undefined {
  let leftMs = durationMs;
  for (const { fromMs, toMs } of set) {
    if (toMs - fromMs > leftMs) return fromMs + leftMs;
    leftMs -= toMs - fromMs;
  }
  return undefined;
}
