import type { Interval } from '../../core/time/intervals.ts';
import { splitByCalendar } from '../../core/time/periods.ts';
import type { SettledClass } from '../sla/settled-class.ts';

/** What is drawn of a stretch of time: of several classes in a cell the first of these. */
const DRAWN_FIRST: readonly SettledClass[] = [
  'down',
  'others',
  'excused',
  'unknown',
  'degraded',
  'out-of-service',
  'up',
];

/** A class, or `undefined` where the segments say nothing. */
export type Cell = SettledClass | undefined;

export interface Strip extends Interval {
  readonly label: string;
  readonly cells: readonly Cell[];
}

export interface Drawn extends Interval {
  readonly class: SettledClass;
}

/** Divides a stretch among cells of equal length: an outage of a second is seen, however long the stretch. */
export function drawStrip(segments: readonly Drawn[], interval: Interval, width: number): readonly Cell[] {
  const { fromMs, toMs } = interval;
  const edge = (index: number) => fromMs + ((toMs - fromMs) * index) / width;
  return Array.from({ length: width }, (_, index) => {
    const [beginMs, endMs] = [edge(index), edge(index + 1)];
    const inside = segments.filter((segment) => segment.fromMs < endMs && segment.toMs > beginMs);
    return DRAWN_FIRST.find((name) => inside.some((segment) => segment.class === name));
  });
}

/** A strip for each day of a zone, from its first to its last moment in the interval. */
export function drawDays(
  segments: readonly Drawn[],
  interval: Interval,
  { timeZone, width }: { readonly timeZone: string; readonly width: number },
): readonly Strip[] {
  return splitByCalendar(interval, 'day', timeZone).map(({ label, fromMs, toMs }) => ({
    label,
    fromMs,
    toMs,
    cells: drawStrip(
      segments.filter((segment) => segment.fromMs < toMs && segment.toMs > fromMs),
      { fromMs, toMs },
      width,
    ),
  }));
}
