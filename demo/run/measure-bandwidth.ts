import { InfluxQueryError, withQueryClient } from '../../collector/influx/queue/query-client.ts';
import { RETENTION, SERIES } from '../../core/names/series.ts';
import { compareBandwidth, type LinkBandwidth, type StoredOctets } from './measuring/compare-bandwidth.ts';
import type { RunningDemo } from './start-demo.ts';

export interface BandwidthResult {
  /** The least exact first. */
  readonly links: readonly LinkBandwidth[];
  readonly worstErrorRatio: number;
  readonly wraps: number;
}

/** Compares what the collector measured and what InfluxDB has with the counters of the simulation; call it after the city is closed. */
export async function measureBandwidth({ bandwidth, city, influx }: RunningDemo): Promise<BandwidthResult> {
  const { settings } = city.config();
  // What waits on disk is not there yet, and not lost either.
  const isStored = influx !== undefined && city.measurements().queuedPoints === 0;
  const storedOf =
    isStored && settings.influx ? askInflux(influx.url, settings.influx.database) : async () => undefined;
  const links = await compareBandwidth(bandwidth.tallies(), storedOf);
  return {
    links,
    worstErrorRatio: links[0]?.errorRatio ?? 0,
    wraps: links.reduce((sum, { wraps }) => sum + wraps, 0),
  };
}

/** An InfluxDB that does not answer has nothing. */
function askInflux(url: string, database: string): StoredOctets {
  const address = { url: new URL(url), database, username: undefined, password: undefined };
  const { measurement, retention } = SERIES.traffic;
  const from = `"${RETENTION[retention].name}"."${measurement}"`;
  return async ({ linkId, fromMs, toMs }) => {
    const query = `SELECT SUM("in_octets") AS "in", SUM("out_octets") AS "out" FROM ${from} WHERE "link" = '${linkId}' AND time > ${fromMs}ms AND time <= ${toMs}ms`;
    try {
      const [row] = await withQueryClient(address, new AbortController().signal, (client) =>
        client.query<{ in?: number; out?: number }>(query),
      );
      return { in: row?.in ?? 0, out: row?.out ?? 0 };
    } catch (error) {
      if (!(error instanceof InfluxQueryError)) throw error;
      return { in: 0, out: 0 };
    }
  };
}
