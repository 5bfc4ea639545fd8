import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { days, hours, minutes, seconds } from '../../core/time/units.ts';
import type { QueryRange } from './expand-macros.ts';
import { parseSpan } from './relative-time.ts';

/** Widths of a bucket: what is below a limit becomes its width (Grafana's `rangeUtil.roundInterval`). */
const STEPS: readonly (readonly [belowMs: number, widthMs: number])[] = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1_500, seconds(1)],
  [3_500, seconds(2)],
  [7_500, seconds(5)],
  [12_500, seconds(10)],
  [17_500, seconds(15)],
  [25_000, seconds(20)],
  [45_000, seconds(30)],
  [90_000, minutes(1)],
  [210_000, minutes(2)],
  [450_000, minutes(5)],
  [750_000, minutes(10)],
  [1_050_000, minutes(15)],
  [1_500_000, minutes(20)],
  [2_700_000, minutes(30)],
  [5_400_000, hours(1)],
  [9_000_000, hours(2)],
  [16_200_000, hours(3)],
  [32_400_000, hours(6)],
  [86_400_000, hours(12)],
  [604_800_000, days(1)],
  [1_814_400_000, days(7)],
  [3_628_800_000, days(30)],
];
const WIDEST_MS = days(365);

/** Width of `$__interval` of a panel (ms): its range over its points, rounded, and never below the least of the data source. */
export function panelIntervalMs(rangeMs: number, maxDataPoints: number, leastMs: number): number {
  const exactMs = rangeMs / maxDataPoints;
  const roundedMs = STEPS.find(([belowMs]) => exactMs < belowMs)?.[1] ?? WIDEST_MS;
  return Math.max(roundedMs, leastMs);
}

/** Width of a dashboard at a usual screen (px). */
const SCREEN_PIXELS = 1_900;
const COLUMNS = 24;

/** Points that a panel so many columns wide asks for. */
const pointsOfWidth = (columns: number): number => Math.round((columns / COLUMNS) * SCREEN_PIXELS);

/** What a dashboard shows, and the width (ms) below which its data source has no buckets. */
export interface ShownRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly leastIntervalMs: number;
}

/** What a panel asks for: it may look back by a span of its own, and have no narrower buckets than it says. */
export function rangeOfPanel(
  {
    timeFrom,
    interval,
    maxDataPoints,
    gridPos,
  }: Pick<Panel, 'timeFrom' | 'interval' | 'maxDataPoints' | 'gridPos'>,
  { fromMs, toMs, leastIntervalMs }: ShownRange,
): QueryRange {
  const spanMs = (timeFrom && parseSpan(timeFrom, toMs)) || toMs - fromMs;
  const leastMs = Math.max(leastIntervalMs, (interval && parseSpan(interval, toMs)) || 0);
  const points = maxDataPoints ?? pointsOfWidth(gridPos?.w ?? COLUMNS);
  return { fromMs: toMs - spanMs, toMs, intervalMs: panelIntervalMs(spanMs, points, leastMs) };
}
