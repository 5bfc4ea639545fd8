import { namesOf, type Select, select } from '../../grafana/influxql/select.ts';
import { SUMS } from './devices.ts';

type DaySeries = 'availabilityDay' | 'availabilityProgrammeDay' | 'availabilityContractorDay';

/**
 * Days of the record added up, by tags: figures to the millisecond, as `camwatch sla` prints them. `devices` is the most
 * that were in service on one day.
 */
export function daysSummed(series: DaySeries, where: readonly string[], by: readonly string[] = []): Select {
  const daily = select({
    columns: {
      up_ms: 'sum("up_ms")',
      degraded_ms: 'sum("degraded_ms")',
      down_ms: 'sum("down_ms")',
      unknown_ms: 'sum("unknown_ms")',
      devices: 'sum("devices")',
    },
    from: namesOf(series).from,
    where,
    groupBy: ['time(1d)', ...by],
    fill: 'none',
  });
  return select({ columns: { ...SUMS, devices: 'max("devices")' }, from: daily, groupBy: by });
}

/** Availability of each day. Days begin in the city's zone, so that each is one point. */
export function dayByDay(series: DaySeries, where: readonly string[], timeZone: string): Select {
  return select({
    columns: { availability: SUMS.availability, coverage: SUMS.coverage },
    from: namesOf(series).from,
    where,
    groupBy: ['time(1d)'],
    fill: 'none',
    timeZone,
  });
}
