import type { Settings } from './settings-schema.ts';

/** An InfluxDB that network zones have for themselves, as it is reached from the centre. */
export interface ZoneServer {
  readonly zones: readonly string[];
  readonly url: string;
  readonly database: string;
}

/** Those that are not the first one: zones that share a server have one, and nothing of it is read twice. */
export function zoneServers(influx: Settings['influx']): readonly ZoneServer[] {
  if (influx === undefined) return [];
  const keyOf = (url: string, database: string) => `${url.replace(/\/$/, '')} ${database}`;
  const own = Object.entries(influx.zones).filter(
    ([, { readUrl, database }]) => keyOf(readUrl, database) !== keyOf(influx.url, influx.database),
  );
  const byServer = Map.groupBy(own, ([, { readUrl, database }]) => keyOf(readUrl, database));
  return [...byServer.values()].map((entries) => {
    const zones = entries.map(([zone]) => zone).sort();
    const { readUrl: url = '', database = '' } = entries[0]?.[1] ?? {};
    return { zones, url, database };
  });
}
