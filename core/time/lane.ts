import { type Interval, type IntervalSet, union } from './intervals.ts';
import type { Labelled } from './overlay.ts';
import { createWalk, type Walk } from './set-walk.ts';

/** Labelled intervals in ascending order, none of them empty, that may touch but do not overlap. */
export type Lane<L> = readonly Labelled<L>[];

/** Walks along a lane: what it says at an instant, `undefined` where it says nothing. Linear in its length, in total. */
export function createLaneWalk<L>(lane: Lane<L>): Walk<L | undefined> {
  let next = 0;
  return createWalk((instantMs) => {
    while ((lane[next]?.toMs ?? Number.POSITIVE_INFINITY) <= instantMs) next++;
    const item = lane[next];
    if (!item) return { value: undefined, untilMs: Number.POSITIVE_INFINITY };
    return item.fromMs <= instantMs
      ? { value: item.label, untilMs: item.toMs }
      : { value: undefined, untilMs: item.fromMs };
  });
}

/** The instants of which the lane says something. */
export const setOf = (lane: Lane<unknown>): IntervalSet => union(lane);

/**
 * The items that share an instant with each span, for spans that begin one after the other: each asked for once, in
 * order. Linear where spans do not overlap.
 */
export function createOverlapWalk<Item extends Interval>(
  items: readonly Item[],
): (span: Interval) => readonly Item[] {
  let first = 0;
  return ({ fromMs, toMs }) => {
    while ((items[first]?.toMs ?? Number.POSITIVE_INFINITY) <= fromMs) first++;
    const within: Item[] = [];
    for (let index = first; ; index++) {
      const item = items[index];
      if (!item || item.fromMs >= toMs) return within;
      within.push(item);
    }
  };
}
