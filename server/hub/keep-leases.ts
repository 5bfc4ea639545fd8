import type { Logger } from 'pino';
import type { OpenedConfig } from '../../config/shared-config.ts';
import { DEFAULT_ZONE } from '../../core/domain/inventory.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import type { GrantingTerms } from '../../hub/leases/create-granting.ts';
import type { OpenHubRecord } from './open-hub-record.ts';

export interface LeaseKeeperOptions {
  readonly grant: OpenHubRecord['grant'];
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Looks again and again who shares each network zone, and tells what becomes of it. */
export interface LeaseKeeper {
  readonly use: (config: Pick<OpenedConfig, 'inventory' | 'settings'>) => void;
  readonly look: () => Promise<void>;
  /** Several words fit into the time that a collector may be silent: one may be lost on the way. */
  readonly beatEveryMs: () => number;
}

const BEATS_IN_SILENCE = 10;
const [LEAST_BEAT_MS, MOST_BEAT_MS] = [seconds(1), seconds(5)];

export function createLeaseKeeper({ grant, metrics, logger }: LeaseKeeperOptions): LeaseKeeper {
  let terms: GrantingTerms | undefined;
  let uncovered: ReadonlySet<string> = new Set();
  return {
    use: ({ inventory, settings }) => {
      const sites = new Map<string, number>();
      const most = new Map<string, number>();
      for (const { zone = DEFAULT_ZONE, watchers = 1 } of inventory.sites.values()) {
        sites.set(zone, (sites.get(zone) ?? 0) + 1);
        if (watchers > 1) most.set(zone, Math.max(watchers, most.get(zone) ?? 1));
      }
      terms = { sites, watchers: most, silentAfterMs: settings.cluster.silentAfterMs };
    },
    beatEveryMs: () => {
      const wantedMs = (terms?.silentAfterMs ?? Number.POSITIVE_INFINITY) / BEATS_IN_SILENCE;
      return Math.round(Math.min(MOST_BEAT_MS, Math.max(LEAST_BEAT_MS, wantedMs)));
    },
    look: async () => {
      if (terms === undefined) return;
      const granted = await grant(terms);
      for (const { zone, epoch, collectors, reason } of granted.leases) {
        metrics.camwatch_leases_granted_total.labels(zone).inc();
        logger.info({ zone, epoch, collectors, reason }, 'lease granted');
      }
      const now = new Set(granted.uncovered);
      for (const zone of now.difference(uncovered))
        logger.warn({ zone, sites: terms.sites.get(zone) }, 'nobody watches this network zone');
      for (const zone of uncovered.difference(now))
        logger.info({ zone }, 'the network zone is watched again');
      uncovered = now;
      metrics.camwatch_unwatched_sites.reset();
      for (const [zone, count] of terms.sites)
        metrics.camwatch_unwatched_sites.labels(zone).set(now.has(zone) ? count : 0);
    },
  };
}
