import { InfluxQueryError, withQueryClient } from '../../collector/influx/queue/query-client.ts';
import { RETENTION, SERIES } from '../../core/names/series.ts';
import type { DemoResult } from './demo-result.ts';
import { sumOf } from './measuring/sum-of.ts';
import type { RunningDemo } from './start-demo.ts';

type InfluxResult = NonNullable<DemoResult['influx']>;

/** What arrived in InfluxDB, asked of InfluxDB itself; call it after the city is closed. */
export async function measureInflux({ city, influx }: RunningDemo): Promise<InfluxResult | undefined> {
  const { settings } = city.config();
  if (influx === undefined || settings.influx === undefined) return undefined;
  const { queuedPoints, droppedPoints } = city.measurements();
  return {
    points: await countPoints(influx.url, settings.influx.database),
    readings: await sumOf(city.metrics.camwatch_readings_released_total),
    dropped: droppedPoints,
    queued: queuedPoints,
  };
}

/** Every reading is a point of its own: nothing was lost when InfluxDB has them all, or the rest waits on disk. */
export function isComplete({ points, readings, dropped, queued }: InfluxResult): boolean {
  if (dropped > 0) return false;
  return queued > 0 || countReadings(points) === readings;
}

/** Points of single readings, whatever they measured. */
export function countReadings(points: InfluxResult['points']): number {
  const { reach = 0, service = 0, stream = 0, recorder = 0 } = points;
  return reach + service + stream + recorder;
}

/** Points by measurement; an InfluxDB that does not answer has none. */
async function countPoints(url: string, database: string): Promise<Record<string, number>> {
  const address = { url: new URL(url), database, username: undefined, password: undefined };
  const series = Object.values(SERIES);
  const queries = series.map(
    ({ measurement, retention }) => `SELECT COUNT(*) FROM "${RETENTION[retention].name}"."${measurement}"`,
  );
  try {
    const answers = await withQueryClient(address, new AbortController().signal, (client) =>
      client.query<Record<string, unknown>>(queries),
    );
    return Object.fromEntries(
      series.map(({ measurement }, index) => {
        // One column a field, and not every point has every field.
        const columns = Object.values(answers[index]?.[0] ?? {}).filter((value) => typeof value === 'number');
        return [measurement, Math.max(0, ...columns)];
      }),
    );
  } catch (error) {
    if (!(error instanceof InfluxQueryError)) throw error;
    return {};
  }
}
