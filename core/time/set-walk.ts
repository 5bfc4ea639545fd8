import type { IntervalSet } from './intervals.ts';

/** What holds at an instant, and until when it does at least. Instants are asked for in ascending order. */
export interface Walk<Value> {
  readonly at: (instantMs: number) => { readonly value: Value; readonly untilMs: number };
}

/** Walks along a set: whether it has an instant, and until when that holds. In time linear in its length, in total. */
export function createSetWalk(set: IntervalSet): Walk<boolean> {
  let next = 0;
  return {
    at: (instantMs) => {
      while ((set[next]?.toMs ?? Number.POSITIVE_INFINITY) <= instantMs) next++;
      const interval = set[next];
      if (!interval) return { value: false, untilMs: Number.POSITIVE_INFINITY };
      return interval.fromMs <= instantMs
        ? { value: true, untilMs: interval.toMs }
        : { value: false, untilMs: interval.fromMs };
    },
  };
}
