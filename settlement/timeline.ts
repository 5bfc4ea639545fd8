import type { State, UnknownReason } from '../core/state.ts';
import { type Interval, union } from '../sla/intervals.ts';
import { createSetWalk, type Walk } from '../sla/set-walk.ts';

export type MeasuredState = State | 'out-of-service';

/** A stretch in which one state held. */
export interface Segment extends Interval {
  readonly state: MeasuredState;
  /** Why, where the state is not `up`: a failure reason of the probes, or why it is unknown. */
  readonly reason?: string;
}

/** What a timeline needs of a change. Of two with the same instant, the one with the higher `seq` holds. */
export interface TimelineChange {
  readonly seq: number;
  readonly atMs: number;
  readonly state: State;
  readonly reason?: string;
}

export interface TimelineInput {
  /** All effective changes of one indicator of one entity in the period and the last one before it, in any order. */
  readonly changes: readonly TimelineChange[];
  /** What was watched: outside it the state is unknown, whatever was seen before and after. */
  readonly coverage: readonly Interval[];
  /** When the entity counts; outside it it is out of service. */
  readonly service: readonly Interval[];
  readonly period: Interval;
}

/**
 * Divides the period among the measured states: the segments follow each other without a gap or an overlap, so that
 * their lengths add up to the period, to the millisecond. Priority: out of service, then unknown, then what was seen.
 */
export function buildTimeline({ changes, coverage, service, period }: TimelineInput): readonly Segment[] {
  if (period.fromMs >= period.toMs) return [];
  const inOrder = changes.toSorted((a, b) => a.atMs - b.atMs || a.seq - b.seq);
  const states = createChangeWalk(inOrder);
  const watched = createSetWalk(union(coverage));
  const counting = createSetWalk(union(service));
  const segments: Segment[] = [];
  for (let fromMs = period.fromMs; fromMs < period.toMs; ) {
    const state = states.at(fromMs);
    const isWatched = watched.at(fromMs);
    const isCounting = counting.at(fromMs);
    const toMs = Math.min(period.toMs, state.untilMs, isWatched.untilMs, isCounting.untilMs);
    append(segments, { fromMs, toMs, ...stateOf(state.value, isWatched.value, isCounting.value) });
    fromMs = toMs;
  }
  return segments;
}

function stateOf(
  change: TimelineChange | undefined,
  isWatched: boolean,
  isCounting: boolean,
): Pick<Segment, 'state' | 'reason'> {
  if (!isCounting) return { state: 'out-of-service' };
  if (!change) return unknown('no-data-yet');
  if (!isWatched) return unknown('blind');
  return { state: change.state, ...(change.reason === undefined ? {} : { reason: change.reason }) };
}

const unknown = (reason: UnknownReason) => ({ state: 'unknown', reason }) as const;

/** Adds a segment, or prolongs the last one where it says the same. */
function append(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  if (last && last.state === segment.state && last.reason === segment.reason) {
    segments[segments.length - 1] = { ...last, toMs: segment.toMs };
  } else {
    segments.push(segment);
  }
}

function createChangeWalk(changes: readonly TimelineChange[]): Walk<TimelineChange | undefined> {
  let next = 0;
  return {
    at: (instantMs) => {
      while (isReached(changes[next], instantMs)) next++;
      return { value: changes[next - 1], untilMs: changes[next]?.atMs ?? Number.POSITIVE_INFINITY };
    },
  };
}

const isReached = (change: TimelineChange | undefined, instantMs: number) =>
  change !== undefined && change.atMs <= instantMs;
