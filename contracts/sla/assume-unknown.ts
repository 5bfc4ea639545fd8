import type { DownSpan } from '../../availability/attribution/attribution.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  union,
} from '../../core/time/intervals.ts';
import type { MeasuredSegment } from './settled-class.ts';

/** What unknown time is taken to have been. */
export type Assumed = 'up' | 'down';

export interface Measurements {
  /** In order of time, without a gap. */
  readonly measured: readonly MeasuredSegment[];
  /** Whole, in order, apart. */
  readonly outages: readonly DownSpan[];
}

/**
 * What would have been measured if all that is unknown in an interval had been up, or down. Time that was up ends an outage
 * in which it lies; time that was down belongs to the outages that it touches, which are one with it, or is one by itself.
 */
export function assumeUnknown(known: Measurements, as: Assumed, interval: Interval): Measurements {
  const unknown = clip(union(known.measured.filter(({ state }) => state === 'unknown')), interval);
  if (unknown.length === 0) return known;
  const measured = known.measured.flatMap((segment) => relabel(segment, interval, as));
  const outages =
    as === 'up'
      ? known.outages.flatMap((outage) => subtract([outage], unknown).map((part) => partOf(outage, part)))
      : joinOutages(known.outages, unknown);
  return { measured, outages };
}

function relabel(segment: MeasuredSegment, interval: Interval, as: Assumed): readonly MeasuredSegment[] {
  if (segment.state !== 'unknown') return [segment];
  const fromMs = Math.max(segment.fromMs, interval.fromMs);
  const toMs = Math.min(segment.toMs, interval.toMs);
  if (fromMs >= toMs) return [segment];
  return [
    ...(segment.fromMs < fromMs ? [{ ...segment, toMs: fromMs }] : []),
    { fromMs, toMs, state: as },
    ...(toMs < segment.toMs ? [{ ...segment, fromMs: toMs }] : []),
  ];
}

function joinOutages(outages: readonly DownSpan[], unknown: IntervalSet): readonly DownSpan[] {
  const [untouched, touched] = [[] as DownSpan[], [] as DownSpan[]];
  const within = union([...outages, ...unknown]).filter((run) => intersect([run], unknown).length > 0);
  for (const outage of outages)
    (within.some((run) => run.fromMs <= outage.fromMs && outage.toMs <= run.toMs) ? touched : untouched).push(
      outage,
    );
  const joined = within.map((run) => {
    const own = touched.filter(({ fromMs, toMs }) => run.fromMs <= fromMs && toMs <= run.toMs);
    return joinRun(run, own[0], own.at(-1));
  });
  return [...untouched, ...joined].sort((a, b) => a.fromMs - b.fromMs);
}

/** An edge that is only assumed is exact. */
function joinRun(
  { fromMs, toMs }: Interval,
  first: DownSpan | undefined,
  last: DownSpan | undefined,
): DownSpan {
  const ref = first?.ref ?? `unknown:${new Date(fromMs).toISOString()}`;
  const untilAfterMs = last?.toMs === toMs ? last.untilAfterMs : toMs;
  return {
    fromMs,
    toMs,
    afterMs: first?.fromMs === fromMs ? first.afterMs : fromMs,
    ...(untilAfterMs === undefined ? {} : { untilAfterMs }),
    ...(first?.reason === undefined ? {} : { reason: first.reason }),
    ref,
  };
}

function partOf(outage: DownSpan, { fromMs, toMs }: Interval): DownSpan {
  const { untilAfterMs, ...open } = outage;
  const start = { fromMs, afterMs: fromMs === outage.fromMs ? outage.afterMs : fromMs };
  const end = toMs === outage.toMs ? untilAfterMs : toMs;
  return { ...open, ...start, toMs, ...(end === undefined ? {} : { untilAfterMs: end }) };
}
