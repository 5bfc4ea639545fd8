import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import { clip, type Interval, type IntervalSet, instantAfter, totalMs } from '../../core/time/intervals.ts';
import { type HoursBeyond, hoursBeyond } from './hours-beyond.ts';
import { targetOf } from './settle-outages.ts';

/** `passed-on`: another incident or another contract answers for it before it was decided. */
export const CLOCK_OUTCOMES = ['kept', 'missed', 'open', 'passed-on', 'no-limit'] as const;
export type ClockOutcome = (typeof CLOCK_OUTCOMES)[number];

export interface ClockInput {
  /** When it goes, in order of time; nothing after its end, nor after what is known. */
  readonly running: IntervalSet;
  readonly limitMs?: number;
  /** What was asked for was done. */
  readonly endMs?: number;
  /** From then on it is judged with another incident, or is nothing of this contract. */
  readonly passedOnMs?: number;
}

/** How long something took, against its limit. */
export interface IncidentClock {
  readonly limitMs?: number;
  readonly running: IntervalSet;
  /** The sum of `running`. */
  readonly tookMs: number;
  readonly endMs?: number;
  /** When the limit ran out; absent where it did not. */
  readonly dueMs?: number;
  readonly outcome: ClockOutcome;
  /** The one instant at which it was decided: the period that has it counts it. */
  readonly decidedMs?: number;
}

export function settleClock({ running, limitMs, endMs, passedOnMs }: ClockInput): IncidentClock {
  const dueMs = limitMs === undefined ? undefined : instantAfter(running, limitMs);
  return {
    running,
    tookMs: totalMs(running),
    ...(limitMs === undefined ? {} : { limitMs }),
    ...(endMs === undefined ? {} : { endMs }),
    ...(dueMs === undefined ? {} : { dueMs }),
    ...(limitMs === undefined ? { outcome: 'no-limit' } : decide(dueMs, endMs, passedOnMs)),
  };
}

function decide(
  dueMs: number | undefined,
  endMs: number | undefined,
  passedOnMs = Number.POSITIVE_INFINITY,
): Pick<IncidentClock, 'outcome' | 'decidedMs'> {
  if (dueMs !== undefined && dueMs < passedOnMs) return { outcome: 'missed', decidedMs: dueMs };
  if (endMs !== undefined && endMs <= passedOnMs) return { outcome: 'kept', decidedMs: endMs };
  if (passedOnMs < Number.POSITIVE_INFINITY) return { outcome: 'passed-on', decidedMs: passedOnMs };
  return { outcome: 'open' };
}

/** An incident that was not answered in time, as far as a period has it. */
export interface LateAnswer extends HoursBeyond {
  /** Such as `incident:i-7`. */
  readonly ref: string;
  readonly severity: string;
  /** By the end of the period. */
  readonly tookMs: number;
  readonly limitMs: number;
}

/** What of a clock is beyond its limit in a period; nothing after it was passed on. */
export function lateIn(
  { running, limitMs }: Pick<IncidentClock, 'running' | 'limitMs'>,
  { fromMs, toMs }: Interval,
  passedOnMs = Number.POSITIVE_INFINITY,
): Omit<LateAnswer, 'ref' | 'severity'> | undefined {
  if (limitMs === undefined) return undefined;
  const until = clip(running, { fromMs: Number.NEGATIVE_INFINITY, toMs: Math.min(toMs, passedOnMs) });
  const beyond = hoursBeyond(until, limitMs, fromMs);
  return beyond.startedHours === 0 ? undefined : { tookMs: totalMs(until), limitMs, ...beyond };
}

type Targets = Pick<ContractTerms['targets'], 'responseMs' | 'responseBySeverity' | 'restoration'>;

/** In which time an incident must be answered: a name that the terms do not have gets the longest time. */
export const responseLimitMs = (
  { responseMs, responseBySeverity = [] }: Targets,
  severity: string,
): number | undefined => responseMs ?? targetOf(responseBySeverity, severity)?.withinMs;

/** In which time an incident must be over. */
export const restorationLimitMs = ({ restoration }: Targets, severity: string): number | undefined =>
  targetOf(restoration, severity)?.withinMs;
