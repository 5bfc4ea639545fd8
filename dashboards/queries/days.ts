import type { SeriesName } from '../../core/names/series.ts';
import { namesOf, type Select, select } from '../../grafana/influxql/select.ts';
import { SUMS } from './devices.ts';

const { field } = namesOf('availabilityDay');

type DaySeries = Extract<SeriesName, `availability${string}Day`>;

/**
 * Days of the record added up, by tags: figures to the millisecond, as `camwatch sla` prints them. `deviceDays` are
 * devices that were in service on a day, of all days.
 */
export function daysSummed(series: DaySeries, where: readonly string[], by: readonly string[] = []): Select {
  const { availability, coverage, downTime } = SUMS;
  return select({
    columns: { availability, coverage, downTime, deviceDays: `sum(${field('devices')})` },
    from: namesOf(series).from,
    where,
    groupBy: by,
  });
}

/** The most devices that were in service on one day. */
export function mostDevices(series: DaySeries, where: readonly string[]): Select {
  const daily = select({
    columns: { devices: `sum(${field('devices')})` },
    from: namesOf(series).from,
    where,
    groupBy: ['time(1d)'],
    fill: 'none',
  });
  return select({ columns: { devices: 'max("devices")' }, from: daily });
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
