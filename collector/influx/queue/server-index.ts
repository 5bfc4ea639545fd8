import { z } from 'zod';
import { withDeadline } from '../../../core/time/deadline.ts';
import { seconds } from '../../../core/time/units.ts';
import { InfluxQueryError, withQueryClient } from './query-client.ts';
import { renderAuthorization, type ServerAddress } from './server-address.ts';

/** How the server indexes series, how many the database has, and what it bears; what it does not tell is absent. */
export interface ServerIndex {
  /** Told by InfluxDB 1.8. */
  readonly kind: 'inmem' | 'tsi1' | undefined;
  readonly series: number | undefined;
  /** 0: none. */
  readonly maxSeries: number | undefined;
  readonly maxValuesPerTag: number | undefined;
}

const TIMEOUT_MS = seconds(3);

/** Of a server that does not answer `undefined`; limits are told to an administrator, or where there is no log-in. */
export async function readServerIndex(
  address: ServerAddress,
  stop: AbortSignal,
): Promise<ServerIndex | undefined> {
  try {
    const [statistics, limits] = await Promise.all([
      readStatistics(address, stop),
      readLimits(address, stop),
    ]);
    return { ...statistics, ...limits };
  } catch {
    stop.throwIfAborted();
    return undefined;
  }
}

const Statistics = z.record(
  z.string(),
  z
    .object({
      name: z.string(),
      tags: z.record(z.string(), z.string()),
      values: z.record(z.string(), z.unknown()),
    })
    .partial()
    .catch({}),
);

/** What the server counts of itself, which it tells without a log-in. */
async function readStatistics(
  address: ServerAddress,
  stop: AbortSignal,
): Promise<Pick<ServerIndex, 'kind' | 'series'>> {
  const { url, database } = address;
  const at = new URL(`${url.pathname.replace(/\/$/, '')}/debug/vars`, url);
  const text = await withDeadline(TIMEOUT_MS, stop, async (signal) => {
    const response = await fetch(at, { signal, headers: renderAuthorization(address) });
    return response.ok ? await response.text() : '{}';
  });
  const own = Object.values(Statistics.parse(JSON.parse(text))).filter(
    ({ tags }) => tags?.database === database,
  );
  const kinds = own.flatMap(({ name, tags }) => (name === 'shard' ? [tags?.indexType] : []));
  const series = own.find(({ name }) => name === 'database')?.values?.numSeries;
  return {
    kind: kinds.includes('inmem') ? 'inmem' : kinds.includes('tsi1') ? 'tsi1' : undefined,
    series: typeof series === 'number' ? series : undefined,
  };
}

const Diagnostics = z.object({
  results: z.array(
    z.object({
      series: z
        .array(
          z.object({ name: z.string(), columns: z.array(z.string()), values: z.array(z.array(z.unknown())) }),
        )
        .default([]),
    }),
  ),
});

async function readLimits(
  address: ServerAddress,
  stop: AbortSignal,
): Promise<Pick<ServerIndex, 'maxSeries' | 'maxValuesPerTag'>> {
  const ask = () =>
    withQueryClient(address, stop, (client) => client.queryRaw('SHOW DIAGNOSTICS'), {
      timeoutMs: TIMEOUT_MS,
    });
  const answer = await ask().catch((error: unknown) => {
    if (error instanceof InfluxQueryError && error.status !== undefined) return { results: [] };
    throw error;
  });
  const groups = Diagnostics.parse(answer).results.flatMap(({ series }) => series);
  const data = groups.find(({ name }) => name === 'config-data');
  const setting = (name: string) => {
    const value = data?.values[0]?.[data.columns.indexOf(name)];
    return typeof value === 'number' ? value : undefined;
  };
  return { maxSeries: setting('max-series-per-database'), maxValuesPerTag: setting('max-values-per-tag') };
}

/** Above so many an index in memory takes gigabytes. */
const MOST_IN_MEMORY = 300_000;

/** What of so many series the server will not bear, and what to set in its configuration, as sentences for people. */
export function findIndexProblems(
  { kind, maxSeries = 0, maxValuesPerTag = 0 }: ServerIndex,
  { series, valuesPerTag }: { readonly series: number; readonly valuesPerTag: number },
): readonly string[] {
  const isHeldBack = (most: number, wanted: number) => kind !== 'tsi1' && most > 0 && wanted > most;
  return [
    ...(kind === 'inmem' && series > MOST_IN_MEMORY
      ? [
          `${series} series in an index in memory take InfluxDB gigabytes: set index-version = "tsi1" and rebuild with influx_inspect buildtsi`,
        ]
      : []),
    ...(isHeldBack(maxSeries, series)
      ? [
          `InfluxDB drops points beyond ${maxSeries} series of an index in memory: set index-version = "tsi1", max-series-per-database = 0`,
        ]
      : []),
    ...(isHeldBack(maxValuesPerTag, valuesPerTag)
      ? [
          `InfluxDB drops points beyond ${maxValuesPerTag} values of a tag in an index in memory: set index-version = "tsi1", max-values-per-tag = 0`,
        ]
      : []),
  ];
}
