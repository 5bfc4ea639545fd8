import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { loadConfigApart } from '../../config/load-apart.ts';
import { recordPlaceOf } from '../../config/settings/ledger-place.ts';
import type { OpenedConfig } from '../../config/shared-config.ts';
import { watchConfig } from '../../config/watch-config.ts';
import { isDatabasePlace } from '../../core/domain/record-place.ts';
import { CamwatchError } from '../../core/errors.ts';
import { createMetrics, type Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import { VERSION } from '../../core/version.ts';
import { openAuthority } from '../../hub/authority/open-authority.ts';
import {
  type PublishedConfiguration,
  publishConfiguration,
} from '../../hub/receiving/publish-configuration.ts';
import { startHubServer } from '../../hub/receiving/start-hub-server.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { repeatWork } from '../repeat-work.ts';
import { startHealthPage } from '../start-health-page.ts';
import { startOrUndo } from '../start-or-undo.ts';
import { createLeaseKeeper } from './keep-leases.ts';
import { openHubRecord } from './open-hub-record.ts';

export interface HubOptions {
  readonly dir: string;
  readonly logger: Logger;
  readonly stop?: AbortSignal;
  /** In place of those of the settings. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Where health and metrics are told, as `127.0.0.1:8491`; nowhere without. */
  readonly healthAt?: string | undefined;
}

export interface RunningHub {
  readonly url: string;
  readonly healthUrl: string | undefined;
  readonly metrics: Metrics;
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const LEASES_EVERY_MS = seconds(1);

/** Starts a receiver of collectors on the record of one configuration folder. */
export const startHub = (options: HubOptions): Promise<RunningHub> =>
  startOrUndo(options, (closing) => build(options, closing));

async function build(
  { dir, logger, healthAt, ...options }: HubOptions,
  closing: AsyncDisposableStack,
): Promise<RunningHub> {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const metrics = createMetrics();
  metrics.camwatch_build_info.labels(VERSION).set(1);
  const first = await loadConfigApart(dir, { stop: options.stop });
  const { hub } = first.settings;
  const place = recordPlaceOf(dir, first.settings);
  const authority = openAuthority(resolve(dir, hub.authority));
  // A file has one hub; those of a database take turns.
  if (!isDatabasePlace(place)) closing.use(recordStore(`${place}.hub`).own(Date.now));

  // Whoever reads the record sees which of the hubs it was.
  const records = await openHubRecord({ place, author: `hub@${hostname()}` });
  closing.defer(records.close);

  const leases = createLeaseKeeper({ grant: records.grant, metrics, logger });
  let published: PublishedConfiguration | undefined;
  const publish = async (config: OpenedConfig) => {
    leases.use(config);
    published = await publishConfiguration(config, authority);
    logger.info({ configuration: published.name, bytes: published.packed.length }, 'configuration published');
  };
  await publish(first);
  const reload = async () => {
    try {
      await publish(await loadConfigApart(dir));
    } catch (error) {
      if (!(error instanceof CamwatchError)) throw error;
      logger.error(
        { reason: error.message },
        'the changed configuration is not published: the old one stays',
      );
    }
  };

  const host = options.host ?? hub.host;
  const server = await startHubServer({
    ...{ authority, host, port: options.port ?? hub.port, names: hub.names, logger, nowMs: Date.now },
    record: records.record,
    configuration: () => published,
    beatEveryMs: leases.beatEveryMs,
    onAnswer: (route, outcome, elapsedMs) => {
      metrics.camwatch_hub_requests_total.labels(route, outcome).inc();
      metrics.camwatch_hub_request_seconds.labels(route).observe(elapsedMs / 1_000);
    },
  });
  closing.defer(server.close);
  const health = await startHealthPage(healthAt, { metrics, isWell: () => true });
  closing.defer(health.close);

  const watching = Promise.all([
    watchConfig(dir, reload, { stop: stopping.signal, logger }),
    repeatWork([{ name: 'leases', everyMs: LEASES_EVERY_MS, run: leases.look }], {
      isTimeBelieved: () => true,
      ...{ logger, stop: stopping.signal },
    }),
  ]);
  closing.defer(async () => {
    stopping.abort(new Error('the hub is closing'));
    await watching;
  });
  logger.info({ url: server.url, fingerprint: authority.fingerprint }, 'receiving');
  return {
    ...{ url: server.url, healthUrl: health.url, metrics, reload },
    close: () => closing.disposeAsync(),
  };
}
