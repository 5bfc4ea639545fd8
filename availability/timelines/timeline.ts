import type { State, UnknownReason } from '../../core/domain/state.ts';
import { type Interval, union } from '../../core/time/intervals.ts';
import { createSetWalk, type Walk } from '../../core/time/set-walk.ts';

export type MeasuredState = State | 'out-of-service';

/** A stretch in which one state held. */
export interface Segment extends Interval {
  readonly state: MeasuredState;
  /** Why, where the state is not `up`: a failure reason of the probes, or why it is unknown. */
  readonly reason?: string;
  /** The other system that says so; absent where it was measured, or is not known at all. */
  readonly importedFrom?: string;
}

/** What a timeline needs of a change. Of two with the same instant, the one with the higher `seq` holds. */
export interface TimelineChange {
  readonly seq: number;
  readonly atMs: number;
  readonly state: State;
  readonly reason?: string;
}

/** What another system recorded of the same indicator, and for which times it vouches. */
export interface ImportedRecord {
  readonly source: string;
  /** Within `coverage`, and the last one before; the state before the first is not known. */
  readonly changes: readonly TimelineChange[];
  readonly coverage: readonly Interval[];
}

export interface TimelineInput {
  /** All effective changes of one indicator of one entity in the period and the last one before it, in any order. */
  readonly changes: readonly TimelineChange[];
  /** What was watched: outside it the state is unknown, whatever was seen before and after. */
  readonly coverage: readonly Interval[];
  /** Used only where nothing was measured; the first that knows a state holds. */
  readonly imported?: readonly ImportedRecord[];
  /** When the entity counts; outside it it is out of service. */
  readonly service: readonly Interval[];
  readonly period: Interval;
}

/**
 * Divides the period among the measured states: the segments follow each other without a gap or an overlap, so that
 * their lengths add up to the period, to the millisecond. Priority: out of service, then what was measured (a measured
 * `unknown` too), then what was imported, then unknown.
 */
export function buildTimeline(input: TimelineInput): readonly Segment[] {
  const { changes, coverage, imported = [], service, period } = input;
  if (period.fromMs >= period.toMs) return [];
  const states = createChangeWalk(changes);
  const watched = createSetWalk(union(coverage));
  const others = imported.map(createImportWalk);
  const counting = createSetWalk(union(service));
  const segments: Segment[] = [];
  for (let fromMs = period.fromMs; fromMs < period.toMs; ) {
    const state = states.at(fromMs);
    const isWatched = watched.at(fromMs);
    const isCounting = counting.at(fromMs);
    const told = others.map((other) => other.at(fromMs));
    const untilMs = Math.min(state.untilMs, isWatched.untilMs, isCounting.untilMs);
    const toMs = told.reduce(
      (endMs, other) => Math.min(endMs, other.untilMs),
      Math.min(period.toMs, untilMs),
    );
    const measured = stateOf(state.value, isWatched.value, isCounting.value);
    append(segments, { fromMs, toMs, ...(measured ?? firstTold(told) ?? unknownOf(state.value)) });
    fromMs = toMs;
  }
  return segments;
}

type Said = Omit<Segment, keyof Interval>;

/** `undefined` where nothing was measured. */
function stateOf(
  change: TimelineChange | undefined,
  isWatched: boolean,
  isCounting: boolean,
): Said | undefined {
  if (!isCounting) return { state: 'out-of-service' };
  return change && isWatched ? saidBy(change) : undefined;
}

const saidBy = ({ state, reason }: TimelineChange): Said => ({
  state,
  ...(reason === undefined ? {} : { reason }),
});

function unknownOf(change: TimelineChange | undefined): Said {
  const reason: UnknownReason = change ? 'blind' : 'no-data-yet';
  return { state: 'unknown', reason };
}

const firstTold = (told: readonly { readonly value: Said | undefined }[]): Said | undefined =>
  told.find(({ value }) => value !== undefined)?.value;

/** Adds a segment, or prolongs the last one where it says the same. */
function append(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  if (last && isSame(last, segment)) {
    segments[segments.length - 1] = { ...last, toMs: segment.toMs };
  } else {
    segments.push(segment);
  }
}

const isSame = (a: Segment, b: Segment) =>
  a.state === b.state && a.reason === b.reason && a.importedFrom === b.importedFrom;

function createImportWalk({ source, changes, coverage }: ImportedRecord): Walk<Said | undefined> {
  const states = createChangeWalk(changes);
  const vouched = createSetWalk(union(coverage));
  return {
    at: (instantMs) => {
      const state = states.at(instantMs);
      const isVouched = vouched.at(instantMs);
      return {
        value: state.value && isVouched.value ? { ...saidBy(state.value), importedFrom: source } : undefined,
        untilMs: Math.min(state.untilMs, isVouched.untilMs),
      };
    },
  };
}

function createChangeWalk(changes: readonly TimelineChange[]): Walk<TimelineChange | undefined> {
  const inOrder = changes.toSorted((a, b) => a.atMs - b.atMs || a.seq - b.seq);
  let next = 0;
  return {
    at: (instantMs) => {
      while (isReached(inOrder[next], instantMs)) next++;
      return { value: inOrder[next - 1], untilMs: inOrder[next]?.atMs ?? Number.POSITIVE_INFINITY };
    },
  };
}

const isReached = (change: TimelineChange | undefined, instantMs: number) =>
  change !== undefined && change.atMs <= instantMs;
