import type { Interval, IntervalSet } from '../../core/time/intervals.ts';
import { splitByCalendar } from '../../core/time/periods.ts';

/** Whole days of the city that follow each other, and how long anybody watched before any instant of them. */
export interface DayGrid extends Interval {
  readonly dates: readonly string[];
  /** Where the days begin, and where the last one ends. */
  readonly boundsMs: readonly number[];
  /** The day that an instant in the grid lies in. */
  readonly dayOf: (instantMs: number) => number;
  readonly watchedMs: (fromMs: number, toMs: number) => number;
  /** The same of each whole day. */
  readonly watchedByDayMs: readonly number[];
}

/** @param period of whole days, or a part of them where only its own sums are wanted. */
export function buildDayGrid(period: Interval, coverage: IntervalSet, timeZone: string): DayGrid {
  const days = splitByCalendar(period, 'day', timeZone);
  const boundsMs = [...days.map(({ fromMs }) => fromMs), period.toMs];
  const watchedMs = createWatched(coverage);
  return {
    fromMs: period.fromMs,
    toMs: period.toMs,
    dates: days.map(({ label }) => label),
    boundsMs,
    dayOf: (instantMs) => lastAtOrBefore(boundsMs, instantMs),
    watchedMs,
    watchedByDayMs: days.map(({ fromMs, toMs }) => watchedMs(fromMs, toMs)),
  };
}

/** Sums from the beginning make any stretch a difference of two. */
function createWatched(coverage: IntervalSet): (fromMs: number, toMs: number) => number {
  const beginningsMs = coverage.map(({ fromMs }) => fromMs);
  const sumsMs: number[] = [];
  let sumMs = 0;
  for (const { fromMs, toMs } of coverage) {
    sumsMs.push(sumMs);
    sumMs += toMs - fromMs;
  }
  const untilMs = (instantMs: number) => {
    const place = lastAtOrBefore(beginningsMs, instantMs);
    const interval = coverage[place];
    if (!interval) return 0;
    return (sumsMs[place] ?? 0) + Math.min(instantMs, interval.toMs) - interval.fromMs;
  };
  return (fromMs, toMs) => untilMs(toMs) - untilMs(fromMs);
}

/** Place of the last of the ascending instants that is not after one; -1 where all are. */
function lastAtOrBefore(instantsMs: readonly number[], atMs: number): number {
  let [low, high] = [0, instantsMs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instantsMs[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
