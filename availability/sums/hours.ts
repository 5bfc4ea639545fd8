import type { Interval } from '../../core/time/intervals.ts';
import { hours } from '../../core/time/units.ts';
import type { StateSums } from '../timelines/state-ms.ts';
import type { MeasuredState, Segment } from '../timelines/timeline.ts';

/** The sums of one clock hour (UTC), as far as the timeline reaches into it. */
export interface HourSums extends StateSums {
  readonly hourMs: number;
}

const HOUR_MS = hours(1);

export const startOfHourMs = (instantMs: number): number => Math.floor(instantMs / HOUR_MS) * HOUR_MS;

/** Adds up how long each state held. The sums make up the length of the segments, to the millisecond. */
export function sumStates(segments: Iterable<Segment>): StateSums {
  const sums = createSums();
  for (const segment of segments) addTo(sums, segment);
  return sums;
}

export function addStates(a: StateSums, b: StateSums): StateSums {
  return {
    upMs: a.upMs + b.upMs,
    degradedMs: a.degradedMs + b.degradedMs,
    downMs: a.downMs + b.downMs,
    unknownMs: a.unknownMs + b.unknownMs,
    outOfServiceMs: a.outOfServiceMs + b.outOfServiceMs,
  };
}

/** Divides a timeline by clock hours and adds up each; every hour that it touches is there, in order. */
export function sumHours(segments: readonly Segment[]): readonly HourSums[] {
  const byHour = new Map<number, MutableSums>();
  for (const segment of segments) {
    for (const part of splitByHour(segment)) {
      const hourMs = startOfHourMs(part.fromMs);
      const sums = byHour.get(hourMs) ?? createSums();
      byHour.set(hourMs, addTo(sums, { ...part, state: segment.state }));
    }
  }
  return [...byHour].sort(([a], [b]) => a - b).map(([hourMs, sums]) => ({ hourMs, ...sums }));
}

function* splitByHour({ fromMs, toMs }: Interval): Generator<Interval> {
  for (let startMs = fromMs; startMs < toMs; ) {
    const endMs = Math.min(toMs, startOfHourMs(startMs) + HOUR_MS);
    yield { fromMs: startMs, toMs: endMs };
    startMs = endMs;
  }
}

type MutableSums = { -readonly [Name in keyof StateSums]: StateSums[Name] };

const SUM_OF_STATE = {
  up: 'upMs',
  degraded: 'degradedMs',
  down: 'downMs',
  unknown: 'unknownMs',
  'out-of-service': 'outOfServiceMs',
} as const satisfies Readonly<Record<MeasuredState, keyof StateSums>>;

function createSums(): MutableSums {
  return { upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, outOfServiceMs: 0 };
}

function addTo(sums: MutableSums, { state, fromMs, toMs }: Segment): MutableSums {
  sums[SUM_OF_STATE[state]] += toMs - fromMs;
  return sums;
}
