import type { SeriesName } from '../../core/names/series.ts';
import { hours } from '../../core/time/units.ts';
import { EVERY_INTERVAL, namesOf, type Select, select } from '../../grafana/influxql/select.ts';

type DeviceSeries = Extract<SeriesName, 'reach' | 'service' | 'stream' | 'recorder' | 'traffic'>;

/** A series of devices over time: `{ rtt: 'mean("rtt_avg_ms")' }`. */
export function overTime(
  series: DeviceSeries | 'collector' | 'answers',
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

const { field, from, is, tag } = namesOf('availability');
const sum = (name: Parameters<typeof field>[0]) => `sum(${field(name)})`;
const GOOD = `${sum('up_ms')} + ${sum('degraded_ms')}`;
const KNOWN = `${GOOD} + ${sum('down_ms')}`;

/** Availability and coverage of sums of milliseconds: never a mean of percentages. */
export const SUMS = {
  availability: `(${GOOD}) / (${KNOWN})`,
  coverage: `(${KNOWN}) / (${KNOWN} + ${sum('unknown_ms')})`,
  /** Hours. */
  downTime: `${sum('down_ms')} / ${hours(1)}`,
} as const;

/** Which of these: of tens of thousands of devices only the one is added up while somebody waits. */
export type WorstColumn = 'downTime' | 'availability';

/**
 * The devices that were down longest in the range, by their hours. Without their availability only hours with time down are
 * read: a series of tens of thousands of devices is not opened for the few that had any.
 */
export function worstDevices(
  where: readonly string[],
  count: number,
  columns: readonly WorstColumn[],
): Select {
  const groupBy = [tag('device'), tag('kind'), tag('area')];
  const each = columns.includes('availability')
    ? select({
        columns: Object.fromEntries(columns.map((column) => [column, SUMS[column]])),
        from,
        where: [is('indicator', 'reach'), ...where],
        groupBy,
      })
    : select({ columns: { downTime: SUMS.downTime }, from: namesOf('downtime').from, where, groupBy });
  return select({
    columns: {
      downTime: `top("downTime", ${count})`,
      ...(columns.includes('availability') && { availability: '"availability"' }),
      device: tag('device'),
      kind: tag('kind'),
      area: tag('area'),
    },
    from: each,
  });
}
