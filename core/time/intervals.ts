/** A half-open stretch of time `[fromMs, toMs)` in epoch milliseconds. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * A set of instants as intervals in ascending order that neither touch nor overlap, none of them empty: equal sets
 * are equal lists. {@link union} makes one of any intervals; the other functions expect such lists and return them,
 * in time linear in their lengths.
 */
export type IntervalSet = readonly Interval[];

/** All instants that are in any of the intervals, which may overlap, touch, be empty and come in any order. */
export function union(intervals: Iterable<Interval>): IntervalSet {
  const list = isList(intervals) ? intervals : [...intervals];
  // Most are in order: nearly all work on figures passes through here.
  const sorted = isInOrder(list) ? list : list.toSorted((a, b) => a.fromMs - b.fromMs);
  const merged: { fromMs: number; toMs: number }[] = [];
  let last: { fromMs: number; toMs: number } | undefined;
  for (const { fromMs, toMs } of sorted) {
    if (!(fromMs < toMs)) continue;
    if (last && fromMs <= last.toMs) {
      if (toMs > last.toMs) last.toMs = toMs;
      continue;
    }
    last = { fromMs, toMs };
    merged.push(last);
  }
  return merged;
}

const isList = (intervals: Iterable<Interval>): intervals is readonly Interval[] => Array.isArray(intervals);

function isInOrder(intervals: readonly Interval[]): boolean {
  let beforeMs = Number.NEGATIVE_INFINITY;
  for (const { fromMs } of intervals) {
    if (fromMs < beforeMs) return false;
    beforeMs = fromMs;
  }
  return true;
}

/** The instants that both sets have. */
export function intersect(a: IntervalSet, b: IntervalSet): IntervalSet {
  const common: Interval[] = [];
  let indexA = 0;
  let indexB = 0;
  for (;;) {
    const first = a[indexA];
    const second = b[indexB];
    if (!first || !second) return common;
    const fromMs = Math.max(first.fromMs, second.fromMs);
    const toMs = Math.min(first.toMs, second.toMs);
    if (fromMs < toMs) common.push({ fromMs, toMs });
    if (first.toMs < second.toMs) indexA++;
    else indexB++;
  }
}

/** The instants of `a` that `b` does not have. */
export function subtract(a: IntervalSet, b: IntervalSet): IntervalSet {
  const rest: Interval[] = [];
  let indexB = 0;
  for (const { fromMs, toMs } of a) {
    let startMs = fromMs;
    for (let hole = b[indexB]; hole && hole.fromMs < toMs; hole = b[indexB]) {
      if (hole.fromMs > startMs) rest.push({ fromMs: startMs, toMs: hole.fromMs });
      startMs = Math.max(startMs, hole.toMs);
      // A hole that reaches into the next interval of `a` is needed again.
      if (hole.toMs > toMs) break;
      indexB++;
    }
    if (startMs < toMs) rest.push({ fromMs: startMs, toMs });
  }
  return rest;
}

/** The instants of `set` within one interval. */
export const clip = (set: IntervalSet, period: Interval): IntervalSet =>
  period.fromMs < period.toMs ? intersect(set, [period]) : [];

/** Whether an instant lies within an interval: at its beginning it does, at its end no more. */
export const isIn =
  (atMs: number) =>
  ({ fromMs, toMs }: Interval): boolean =>
    fromMs <= atMs && atMs < toMs;

/** How long the set lasts in total. */
export function totalMs(set: IntervalSet): number {
  return set.reduce((sumMs, { fromMs, toMs }) => sumMs + (toMs - fromMs), 0);
}

/** The instant by which so much of a set has passed and more of it is to come; `undefined` where there is no more than that. */
export function instantAfter(set: IntervalSet, durationMs: number): number | undefined {
  let leftMs = durationMs;
  for (const { fromMs, toMs } of set) {
    if (toMs - fromMs > leftMs) return fromMs + leftMs;
    leftMs -= toMs - fromMs;
  }
  return undefined;
}

/** Index of the first of intervals in order that ends after an instant; their number where none does. */
export function firstEndingAfter(intervals: readonly Pick<Interval, 'toMs'>[], instantMs: number): number {
  let [low, high] = [0, intervals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const interval = intervals[middle];
    if (interval && interval.toMs <= instantMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
