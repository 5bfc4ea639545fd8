import { type Entity, type Indicator, STATES } from '../../core/domain/state.ts';
import type { ChangeColumns, ColumnSlice } from '../../ledger/record/change-columns.ts';

/** Milliseconds of each state; the places are those of `STATES`, then out of service. */
export type StateMs = Float64Array;

export const UP = STATES.indexOf('up');
export const DEGRADED = STATES.indexOf('degraded');
export const DOWN = STATES.indexOf('down');
export const UNKNOWN = STATES.indexOf('unknown');
export const OUT = STATES.length;

export const emptyStateMs = (): StateMs => new Float64Array(OUT + 1);

/** How the milliseconds of a place in {@link StateMs} are called in figures. */
export interface StateSums {
  readonly upMs: number;
  readonly degradedMs: number;
  readonly downMs: number;
  readonly unknownMs: number;
  readonly outOfServiceMs: number;
}

export const toStateSums = (ms: ArrayLike<number>): StateSums => ({
  upMs: ms[UP] ?? 0,
  degradedMs: ms[DEGRADED] ?? 0,
  downMs: ms[DOWN] ?? 0,
  unknownMs: ms[UNKNOWN] ?? 0,
  outOfServiceMs: ms[OUT] ?? 0,
});

export function addInto(sums: StateMs, more: ArrayLike<number>, times = 1): void {
  for (let place = 0; place < sums.length; place++)
    sums[place] = (sums[place] ?? 0) + (more[place] ?? 0) * times;
}

/** Adds up the states of one indicator in an interval in which it is in service. */
export type AddStates = (slice: ColumnSlice, fromMs: number, toMs: number, into: StateMs) => void;

/** How long a check was watched between two instants. */
export type WatchedOf = (entity: Entity, indicator: Indicator) => (fromMs: number, toMs: number) => number;

/** As `buildTimeline` says: unknown before the first change and where nobody watched, else what the last change says. */
export function createAddStates(
  { atMs, states }: Pick<ChangeColumns, 'atMs' | 'states'>,
  watchedOf: WatchedOf,
): AddStates {
  let last: ColumnSlice | undefined;
  let watchedMs: ReturnType<WatchedOf> = () => 0;
  return (slice, fromMs, toMs, into) => {
    const { from, to } = slice;
    // The months of one come one after the other, and there are millions of them.
    if (slice !== last) watchedMs = watchedOf(slice.entity, slice.indicator);
    last = slice;
    let next = firstAfter(atMs, from, to, fromMs);
    let state = next > from ? (states[next - 1] ?? UNKNOWN) : UNKNOWN;
    for (let startMs = fromMs; startMs < toMs; next++) {
      const endMs = next < to ? Math.min(toMs, atMs[next] ?? toMs) : toMs;
      const lengthMs = endMs - startMs;
      const seenMs = state === UNKNOWN ? 0 : watchedMs(startMs, endMs);
      into[state] = (into[state] ?? 0) + seenMs;
      into[UNKNOWN] = (into[UNKNOWN] ?? 0) + lengthMs - seenMs;
      startMs = endMs;
      state = states[next] ?? UNKNOWN;
    }
  };
}

/** Place of the first of ascending instants in `[from, to)` that is after one; `to` where none is. */
function firstAfter(instantsMs: ArrayLike<number>, from: number, to: number, atMs: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instantsMs[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
