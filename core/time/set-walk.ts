import type { IntervalSet } from './intervals.ts';

/** What holds at an instant, and until when it does at least. Instants are asked for in ascending order. */
export interface Walk<Value> {
  readonly at: (instantMs: number) => Held<Value>;
}

interface Held<Value> {
  readonly value: Value;
  readonly untilMs: number;
}

/** What was found holds for every later instant before its end: it is looked for once. */
export function createWalk<Value>(look: (instantMs: number) => Held<Value>): Walk<Value> {
  let held: Held<Value> | undefined;
  return {
    at: (instantMs) => {
      if (held && instantMs < held.untilMs) return held;
      held = look(instantMs);
      return held;
    },
  };
}

/** Walks along a set: whether it has an instant, and until when that holds. In time linear in its length, in total. */
export function createSetWalk(set: IntervalSet): Walk<boolean> {
  let next = 0;
  return createWalk((instantMs) => {
    while ((set[next]?.toMs ?? Number.POSITIVE_INFINITY) <= instantMs) next++;
    const interval = set[next];
    if (!interval) return { value: false, untilMs: Number.POSITIVE_INFINITY };
    return interval.fromMs <= instantMs
      ? { value: true, untilMs: interval.toMs }
      : { value: false, untilMs: interval.fromMs };
  });
}
