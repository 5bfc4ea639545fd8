import type { CoverageEnd } from '../../core/domain/sinks.ts';
import { days, hours, minutes, seconds } from '../../core/time/units.ts';
import type { Random } from '../city/random.ts';

/** A stretch in which the collector saw nothing. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly end: CoverageEnd;
}

/** How often, and for how long, a collector sees nothing. */
const KINDS: readonly {
  readonly end: CoverageEnd;
  readonly everyDays: number;
  readonly lengthMs: readonly [min: number, max: number];
}[] = [
  { end: 'blind', everyDays: 24, lengthMs: [minutes(2), minutes(80)] },
  { end: 'stop', everyDays: 61, lengthMs: [seconds(40), minutes(4)] },
  { end: 'crash', everyDays: 140, lengthMs: [minutes(3), minutes(40)] },
  { end: 'clock-step', everyDays: 170, lengthMs: [seconds(5), seconds(20)] },
];

/**
 * The gaps of a period in order of time, at least an hour apart: in a year some fifteen blind hours, restarts, a crash
 * or two and a step of the clock.
 */
export function planGaps(fromMs: number, toMs: number, random: Random): readonly Gap[] {
  const drawn = KINDS.flatMap(({ end, everyDays, lengthMs: [min, max] }) => {
    // At least one of each where the period is long enough to hold it.
    const count = Math.max(1, Math.round((toMs - fromMs) / days(everyDays)));
    return Array.from({ length: count }, (): Gap => {
      const startMs =
        Math.floor(random.integer(fromMs + hours(2), Math.max(fromMs + hours(2), toMs - hours(3))) / 1_000) *
        1_000;
      return { fromMs: startMs, toMs: startMs + random.integer(min / 1_000, max / 1_000) * 1_000, end };
    });
  });
  const gaps: Gap[] = [];
  for (const gap of drawn.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const lastMs = gaps.at(-1)?.toMs ?? Number.NEGATIVE_INFINITY;
    if (gap.fromMs >= lastMs + hours(1) && gap.toMs + hours(1) < toMs) gaps.push(gap);
  }
  return gaps;
}

/** Finds the gap that an instant lies in, in `[fromMs, toMs)`. Instants are asked for in any order. */
export function createGapFinder(gaps: readonly Gap[]): (atMs: number) => Gap | undefined {
  return (atMs) => {
    let [low, high] = [0, gaps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((gaps[middle]?.toMs ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    const gap = gaps[low];
    return gap !== undefined && gap.fromMs <= atMs ? gap : undefined;
  };
}
