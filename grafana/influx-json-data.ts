import { seconds } from '../core/time/units.ts';
import type { DataSource } from './content.ts';

/** Grafana cuts what a query returns after 1000 series unless told otherwise: a city has more links than that. */
const MOST_SERIES = 20_000;

/** How Grafana shall speak to an InfluxDB; the same in a file and over HTTP. */
export function influxJsonData({ database, version, secret, leastIntervalMs }: DataSource) {
  return {
    dbName: database,
    httpMode: 'POST',
    timeInterval: `${leastIntervalMs / seconds(1)}s`,
    maxSeries: MOST_SERIES,
    ...(version !== 1 && secret !== undefined && { httpHeaderName1: 'Authorization' }),
  };
}
