import type { SeriesName } from '../../core/series.ts';
import { EVERY_INTERVAL, namesOf, type Select, select } from '../../grafana/influxql/select.ts';

type DeviceSeries = Extract<SeriesName, 'reach' | 'service' | 'stream' | 'recorder' | 'traffic'>;

/** A series of devices over time: `{ rtt: 'mean("rtt_avg_ms")' }`. */
export function overTime(
  series: DeviceSeries | 'collector',
  columns: Readonly<Record<string, string>>,
  where: readonly string[],
  by: readonly string[] = [],
): Select {
  return select({
    columns,
    from: namesOf(series).from,
    where,
    groupBy: [EVERY_INTERVAL, ...by],
    fill: 'null',
  });
}

/** One row, or one a value of `by`, of the whole range. */
export function inRange(
  series: SeriesName,
  columns: Readonly<Record<string, string>>,
  where: readonly string[],
  by: readonly string[] = [],
): Select {
  return select({ columns, from: namesOf(series).from, where, groupBy: by });
}

const MEASURED = 'sum("up_ms") + sum("degraded_ms") + sum("down_ms")';

/** Availability and coverage of sums of milliseconds: never a mean of percentages. */
export const SUMS = {
  availability: `(sum("up_ms") + sum("degraded_ms")) / (${MEASURED})`,
  coverage: `(${MEASURED}) / (${MEASURED} + sum("unknown_ms"))`,
  downMs: 'sum("down_ms")',
  unknownMs: 'sum("unknown_ms")',
} as const;

/** The devices that were down longest in the range, by their hours. */
export function worstDevices(where: readonly string[], count: number): Select {
  const each = select({
    columns: { downMs: SUMS.downMs, availability: SUMS.availability },
    from: namesOf('availability').from,
    where: [namesOf('availability').is('indicator', 'reach'), ...where],
    groupBy: ['"device"', '"kind"', '"area"'],
  });
  return select({
    columns: {
      downMs: `top("downMs", ${count})`,
      availability: '"availability"',
      device: '"device"',
      kind: '"kind"',
      area: '"area"',
    },
    from: each,
  });
}
