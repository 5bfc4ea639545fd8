import { withQueryClient } from '../../collector/influx/query-client.ts';
import type { ServerAddress } from '../../collector/influx/server-address.ts';
import { seconds } from '../../core/units.ts';
import type { Ask } from '../../grafana/reading/answer-dashboard.ts';
import type { InfluxSeries } from '../../grafana/reading/read-frames.ts';

/** A panel that takes longer is not looked at. */
const TIMEOUT_MS = seconds(30);

/** Puts queries to InfluxDB as Grafana's data source does: one result, times in milliseconds. */
export function askInflux(address: ServerAddress, stop: AbortSignal): Ask {
  return async (query) => {
    const answer = await withQueryClient(
      address,
      stop,
      (client): Promise<RawAnswer> => client.queryRaw(query, { precision: 'ms' }),
      TIMEOUT_MS,
    );
    return answer.results[0]?.series ?? [];
  };
}

interface RawAnswer {
  readonly results: readonly { readonly series?: readonly InfluxSeries[] }[];
}
