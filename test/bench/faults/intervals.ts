export type Interval = readonly [fromMs: number, toMs: number];

export const EVER = Number.MAX_SAFE_INTEGER;

export const overlaps = ([from, to]: Interval, [otherFrom, otherTo]: Interval) =>
  from <= otherTo && otherFrom <= to;

export const longest = (all: readonly Interval[]) =>
  all.reduce((most, [from, to]) => Math.max(most, to - from), 0);

export function intersect(some: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  return some.flatMap(([from, to]) =>
    others.flatMap(([otherFrom, otherTo]): Interval[] => {
      const both: Interval = [Math.max(from, otherFrom), Math.min(to, otherTo)];
      return both[0] < both[1] ? [both] : [];
    }),
  );
}

export function subtract(some: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  return others.reduce<readonly Interval[]>(
    (left, [outFrom, outTo]) =>
      left.flatMap(([from, to]): Interval[] => {
        if (outTo <= from || outFrom >= to) return [[from, to]];
        const parts: Interval[] = [
          [from, outFrom],
          [outTo, to],
        ];
        return parts.filter(([start, end]) => start < end);
      }),
    some,
  );
}

/** What any of them holds, in order and without overlaps. */
export function union(all: readonly Interval[]): readonly Interval[] {
  const whole: [number, number][] = [];
  for (const [from, to] of all.toSorted(([one], [other]) => one - other)) {
    const last = whole.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}
