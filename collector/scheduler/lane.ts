import { createBudget } from '../probing/budget.ts';
import { createDueHeap, type Due, type DueHeap, type DueTable } from './due-heap.ts';

/** The schedule of what one engine probes. */
export interface Lane {
  /** What comes at its interval. */
  readonly planned: DueHeap;
  /** What is asked between: repeats of what failed, and what somebody wants to know. It never waits behind what is planned. */
  readonly urgent: DueHeap;
  /** Checks of devices that answer to nothing: they wait for a place among their own. */
  readonly dark: Due[];
  /** The oldest that is due, at the pace of repeats. */
  readonly popUrgent: (atMs: number) => Due | undefined;
  /** The oldest that is due, at the pace at which the lane may catch up. */
  readonly popPlanned: (atMs: number) => Due | undefined;
  /** Whether another repeat has room: what is too much is asked at its interval. */
  readonly hasRoom: () => boolean;
  readonly oldestDueMs: () => number | undefined;
}

/** Behind its plan a lane catches up at this pace: all at once would be answered late, and taken for silence. */
const CATCH_UP = 1.5;
/** A lane of a few devices need not be paced. */
const LEAST_RATE = 20;
/** What may go at once, in seconds of the pace. */
const PLANNED_BURST_SECONDS = 0.5;
const URGENT_BURST_SECONDS = 1;
/** Repeats may double the load of a lane at most, and wait so long. */
const LONGEST_WAIT_SECONDS = 15;

export interface LaneOptions {
  readonly table: DueTable;
  /** What is planned of it. */
  readonly perSecond: number;
  readonly nowMs: () => number;
  /** How much of its pace may be kept. */
  readonly share: () => number;
}

export function createLane({ table, perSecond, nowMs, share }: LaneOptions): Lane {
  const capacity = table.due.length;
  const [planned, urgent] = [createDueHeap(capacity, table), createDueHeap(capacity, table)];
  const dark: Due[] = [];
  const [plannedRate, urgentRate] = [
    Math.max(LEAST_RATE, CATCH_UP * perSecond),
    Math.max(LEAST_RATE, perSecond),
  ];
  const mayGo = createBudget(plannedRate, nowMs, plannedRate * PLANNED_BURST_SECONDS, share);
  const mayRepeat = createBudget(urgentRate, nowMs, urgentRate * URGENT_BURST_SECONDS, share);
  const popFrom = (heap: DueHeap, may: () => boolean) => (atMs: number) =>
    (heap.nextDueMs() ?? Number.POSITIVE_INFINITY) <= atMs && may() ? heap.popDue(atMs) : undefined;
  return {
    ...{ planned, urgent, dark },
    popUrgent: popFrom(urgent, mayRepeat),
    popPlanned: popFrom(planned, mayGo),
    hasRoom: () => urgent.size() < urgentRate * LONGEST_WAIT_SECONDS,
    oldestDueMs: () =>
      [planned.nextDueMs(), urgent.nextDueMs(), dark[0]?.dueMs]
        .filter((dueMs) => dueMs !== undefined)
        .reduce<number | undefined>((oldest, dueMs) => Math.min(oldest ?? dueMs, dueMs), undefined),
  };
}
