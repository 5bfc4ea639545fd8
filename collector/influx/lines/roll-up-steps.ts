import { escape as escapeInflux } from 'influx';
import {
  AVAILABILITY_ROLL_UP,
  NO_TAG_VALUE,
  RETENTION,
  SERIES,
  type SeriesName,
  TRAFFIC_DAY,
  TRAFFIC_ROLL_UP,
} from '../../../core/names/series.ts';
import { hours, minutes } from '../../../core/time/units.ts';
import { createZone } from '../../../core/time/zone.ts';
import { cleanTag } from './line-protocol.ts';
import { SUMMARY_WINDOW_MS } from './resolution.ts';
import type { RollUpSteps } from './roll-up.ts';

export const QUARTER_MS = minutes(15);

/**
 * From when on roll-ups are due by a point; `Infinity` where it is in none. Everything else would make them due again and again: the last
 * hour of a port stands at its beginning, and each such point made all quarters of an hour anew. An hour of a device is in its day once that is over.
 */
export function createDueFrom(
  timeZone: string,
  nowMs: () => number,
): (series: SeriesName, atMs: number) => number {
  const zone = createZone(timeZone);
  let today = zone.dayAt(nowMs());
  return (series, atMs) => {
    if (series === 'fleetCity' || series === 'traffic') return atMs;
    if (series !== 'availability') return Number.POSITIVE_INFINITY;
    if (nowMs() >= today.toMs) today = zone.dayAt(nowMs());
    return atMs < today.fromMs ? atMs : Number.POSITIVE_INFINITY;
  };
}

/** The 15-minute figures of the fleet counts and of the traffic of links, and the days of links that these quarters are in. */
export function quartersOfAnHour(timeZone: string): RollUpSteps {
  return {
    fileName: 'rolled-up-until.txt',
    stepAt: (atMs) => {
      const fromMs = Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
      return { fromMs, toMs: fromMs + QUARTER_MS };
    },
    settleMs: SUMMARY_WINDOW_MS + minutes(1),
    renderQueries: (fromMs, toMs) => renderQuarters(fromMs, toMs, timeZone),
  };
}

/**
 * The days of single devices. Their last hour is complete some minutes after midnight, and what comes late for a moment
 * should not make a day of a whole city anew.
 */
export function daysOfDevices(timeZone: string, districts: () => Iterable<string>): RollUpSteps {
  const zone = createZone(timeZone);
  return {
    fileName: 'days-rolled-up-until.txt',
    stepAt: zone.dayAt,
    settleMs: hours(2),
    renderQueries: (fromMs, toMs) =>
      [...districts(), NO_TAG_VALUE].map((district) => renderDays(district, { fromMs, toMs, timeZone })),
  };
}

/** One statement for all `fleet_*` measurements and one for traffic, under their own names, and one for the days of links. */
function renderQuarters(fromMs: number, toMs: number, timeZone: string): readonly string[] {
  const means = Object.keys(SERIES.fleetCity.fields).map((field) => `mean("${field}") AS "${field}"`);
  const render = (columns: readonly string[], from: string, condition = '') =>
    `SELECT ${columns.join(', ')} INTO "${RETENTION.long.name}".:MEASUREMENT FROM "${RETENTION.raw.name}".${from} ` +
    `WHERE ${condition}time >= ${fromMs}ms AND time < ${toMs}ms GROUP BY time(15m), *`;
  const ofLinks = `"link" <> '${NO_TAG_VALUE}' AND `;
  const { measurement, tags } = SERIES.trafficDay;
  const daysOfLinks =
    `SELECT ${named(TRAFFIC_DAY).join(', ')} INTO "${RETENTION.long.name}"."${measurement}" ` +
    `FROM "${RETENTION.long.name}"."${SERIES.traffic.measurement}" WHERE ${ofLinks}` +
    `time >= ${createZone(timeZone).dayAt(fromMs).fromMs}ms AND time < ${toMs}ms ` +
    `GROUP BY time(1d), ${tags.map((tag) => `"${tag}"`).join(', ')} tz('${timeZone}')`;
  // InfluxDB fills :MEASUREMENT in only where the measurements are named by an expression.
  return [
    render(means, '/^fleet_/'),
    render(named(TRAFFIC_ROLL_UP), `/^${SERIES.traffic.measurement}$/`, ofLinks),
    daysOfLinks,
  ];
}

/** District by district: all series of a city at once would take InfluxDB gigabytes. */
function renderDays(
  district: string,
  { fromMs, toMs, timeZone }: { fromMs: number; toMs: number; timeZone: string },
): string {
  const { measurement } = SERIES.availability;
  return (
    `SELECT ${named(AVAILABILITY_ROLL_UP).join(', ')} INTO "${RETENTION.long.name}"."${measurement}" ` +
    `FROM "${RETENTION.raw.name}"."${measurement}" WHERE "district" = ${escapeInflux.stringLit(cleanTag(district))} ` +
    `AND time >= ${fromMs}ms AND time < ${toMs}ms GROUP BY time(1d), * tz('${timeZone}')`
  );
}

const named = (columns: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(columns).map(([field, aggregate]) => `${aggregate} AS "${field}"`);
