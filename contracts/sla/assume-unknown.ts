import type { DownSpan } from '../../availability/attribution/attribution.ts';
import { clip, type Interval, type IntervalSet, subtract, union } from '../../core/time/intervals.ts';
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

/** Each stretch with the outages that meet it: that two outages touch one another does not join them. */
function joinOutages(outages: readonly DownSpan[], unknown: IntervalSet): readonly DownSpan[] {
  const joined: DownSpan[] = [];
  const rest = outages.values();
  let next = rest.next();
  for (const stretch of unknown) {
    for (; !next.done && next.value.toMs < stretch.fromMs; next = rest.next()) joined.push(next.value);
    const before = joined.at(-1);
    const met = before && before.toMs >= stretch.fromMs ? joined.splice(-1) : [];
    for (; !next.done && next.value.fromMs <= stretch.toMs; next = rest.next()) met.push(next.value);
    joined.push(joinMet(stretch, met));
  }
  for (; !next.done; next = rest.next()) joined.push(next.value);
  return joined;
}

/** An edge that is only assumed is exact. */
function joinMet(stretch: Interval, met: readonly DownSpan[]): DownSpan {
  const [first, last] = [met[0], met.at(-1)];
  const fromMs = Math.min(stretch.fromMs, first?.fromMs ?? Number.POSITIVE_INFINITY);
  const toMs = Math.max(stretch.toMs, last?.toMs ?? Number.NEGATIVE_INFINITY);
  const untilAfterMs = last?.toMs === toMs ? last.untilAfterMs : toMs;
  return {
    fromMs,
    toMs,
    afterMs: first?.fromMs === fromMs ? first.afterMs : fromMs,
    ...(untilAfterMs === undefined ? {} : { untilAfterMs }),
    ...(first?.reason === undefined ? {} : { reason: first.reason }),
    ref: first?.ref ?? `unknown:${new Date(fromMs).toISOString()}`,
  };
}

function partOf(outage: DownSpan, { fromMs, toMs }: Interval): DownSpan {
  const { untilAfterMs, ...open } = outage;
  const start = { fromMs, afterMs: fromMs === outage.fromMs ? outage.afterMs : fromMs };
  const end = toMs === outage.toMs ? untilAfterMs : toMs;
  return { ...open, ...start, toMs, ...(end === undefined ? {} : { untilAfterMs: end }) };
}
