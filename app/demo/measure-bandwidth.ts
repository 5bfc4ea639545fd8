import { InfluxQueryError, withQueryClient } from '../../collector/influx/query-client.ts';
import { RETENTION, SERIES } from '../../core/series.ts';
import type { LinkTally } from './bandwidth-tally.ts';
import type { Octets } from './counter-log.ts';
import type { RunningDemo } from './start-demo.ts';

/** The bandwidth of one link, by three counts of the same octets. */
export interface LinkBandwidth extends LinkTally {
  /** Absent: measurements were not kept. */
  readonly stored?: Octets;
  /** The largest distance of any count and direction from the truth, as a share of it. */
  readonly errorRatio: number;
}

export interface BandwidthResult {
  /** The least exact first. */
  readonly links: readonly LinkBandwidth[];
  readonly worstErrorRatio: number;
  readonly wraps: number;
}

export const LARGEST_ERROR_RATIO = 0.01;
/** Fewer octets than this are so few frames that the instant of a poll decides. */
const FEWEST_OCTETS = 10_000;

/** Compares what the collector measured and what InfluxDB has with the counters of the simulation; call it after the city is closed. */
export async function measureBandwidth({ bandwidth, city, influx }: RunningDemo): Promise<BandwidthResult> {
  const tallies = bandwidth.tallies();
  const { settings } = city.config();
  // What waits on disk is not there yet, and not lost either.
  const isStored = influx !== undefined && city.measurements().queuedPoints === 0;
  if (!isStored || settings.influx === undefined) return compareBandwidth(tallies, undefined);
  return compareBandwidth(tallies, await readStored(influx.url, settings.influx.database, tallies));
}

export function compareBandwidth(
  tallies: readonly LinkTally[],
  stored: ReadonlyMap<string, Octets> | undefined,
): BandwidthResult {
  const links = tallies
    .map((tally): LinkBandwidth => {
      const kept = stored && (stored.get(tally.linkId) ?? { in: 0, out: 0 });
      const counts = kept ? [tally.measured, kept] : [tally.measured];
      const errorRatio = Math.max(...counts.map((octets) => distance(octets, tally.truth)));
      return { ...tally, ...(kept && { stored: kept }), errorRatio };
    })
    .sort((a, b) => b.errorRatio - a.errorRatio);
  return {
    links,
    worstErrorRatio: links[0]?.errorRatio ?? 0,
    wraps: links.reduce((sum, { wraps }) => sum + wraps, 0),
  };
}

function distance(counted: Octets, truth: Octets): number {
  const ratio = (one: number, truly: number) => Math.abs(one - truly) / Math.max(truly, FEWEST_OCTETS);
  return Math.max(ratio(counted.in, truth.in), ratio(counted.out, truth.out));
}

/** Sums by link, over the very points that the tallies count; an InfluxDB that does not answer has none. */
async function readStored(
  url: string,
  database: string,
  tallies: readonly LinkTally[],
): Promise<ReadonlyMap<string, Octets>> {
  const address = { url: new URL(url), database, username: undefined, password: undefined };
  const { measurement, retention } = SERIES.traffic;
  const from = `"${RETENTION[retention].name}"."${measurement}"`;
  try {
    return await withQueryClient(address, new AbortController().signal, async (client) => {
      const sums = new Map<string, Octets>();
      for (const { linkId, firstMs, lastMs } of tallies) {
        const query = `SELECT SUM("in_octets") AS "in", SUM("out_octets") AS "out" FROM ${from} WHERE "link" = '${linkId}' AND time > ${firstMs}ms AND time <= ${lastMs}ms`;
        const [row] = await client.query<{ in?: number; out?: number }>(query);
        sums.set(linkId, { in: row?.in ?? 0, out: row?.out ?? 0 });
      }
      return sums;
    });
  } catch (error) {
    if (!(error instanceof InfluxQueryError)) throw error;
    return new Map();
  }
}
