import type { Interval, IntervalSet } from './intervals.ts';
import { createSetWalk, type Walk } from './set-walk.ts';

/** An interval that says one thing. */
export interface Labelled<L> extends Interval {
  readonly label: L;
}

/** The instants of which a layer says `label`, unless a layer above it says something else. */
export interface Layer<L> {
  readonly label: L;
  readonly set: IntervalSet;
}

/**
 * Divides an interval among layers, highest priority first, and `base` where none of them reaches: the segments follow
 * each other without a gap or an overlap, so that their lengths add up to the interval's. Neighbours that say the same
 * (`===`) are one segment. In time linear in the lengths of the sets, times the number of layers.
 */
export function overlay<L>(interval: Interval, layers: readonly Layer<L>[], base: L): readonly Labelled<L>[] {
  const walks = layers.map(({ label, set }) => ({ label, walk: createSetWalk(set) }));
  const segments: Labelled<L>[] = [];
  for (let fromMs = interval.fromMs; fromMs < interval.toMs; ) {
    const { label, untilMs } = topmostAt(fromMs, walks, base);
    const toMs = Math.min(interval.toMs, untilMs);
    append(segments, { fromMs, toMs, label });
    fromMs = toMs;
  }
  return segments;
}

/** Adds up how long each label holds. Splitting or joining segments of one label changes no sum. */
export function sumByLabel<L>(segments: Iterable<Labelled<L>>): ReadonlyMap<L, number> {
  const sumsMs = new Map<L, number>();
  for (const { label, fromMs, toMs } of segments) {
    sumsMs.set(label, (sumsMs.get(label) ?? 0) + (toMs - fromMs));
  }
  return sumsMs;
}

interface LayerWalk<L> {
  readonly label: L;
  readonly walk: Walk<boolean>;
}

/** Layers below the one that has the instant have no say: only a higher one can end its turn. */
function topmostAt<L>(
  instantMs: number,
  walks: readonly LayerWalk<L>[],
  base: L,
): { readonly label: L; readonly untilMs: number } {
  let endMs = Number.POSITIVE_INFINITY;
  for (const { label, walk } of walks) {
    const { value, untilMs } = walk.at(instantMs);
    endMs = Math.min(endMs, untilMs);
    if (value) return { label, untilMs: endMs };
  }
  return { label: base, untilMs: endMs };
}

function append<L>(segments: Labelled<L>[], segment: Labelled<L>): void {
  const last = segments.at(-1);
  if (last !== undefined && last.label === segment.label)
    segments[segments.length - 1] = { ...last, toMs: segment.toMs };
  else segments.push(segment);
}
