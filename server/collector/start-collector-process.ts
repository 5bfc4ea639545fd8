import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Collector } from '../../collector/create-collector.ts';
import { type OpenedConfig, withSharing } from '../../config/shared-config.ts';
import { collectLoopDelays } from '../../core/host/loop-delay.ts';
import { openPrivateFolder } from '../../core/host/private-files.ts';
import { createMetrics, type Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import { VERSION } from '../../core/version.ts';
import { openIdentity } from '../../hub/shipping/open-identity.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { checkDescriptorLimit, readDescriptorLimit } from '../descriptor-limit.ts';
import { openMeasurementWriter } from '../keepers/open-measurement-writer.ts';
import { createNotedFindings } from '../noted-findings.ts';
import { openMeasuring } from '../open-measuring.ts';
import { openTime } from '../open-time.ts';
import { repeatWork } from '../repeat-work.ts';
import { startHealthPage } from '../start-health-page.ts';
import { startOrUndo } from '../start-or-undo.ts';
import { startWatching } from '../start-watching.ts';
import { openConfigurationFolder } from './configuration-folder.ts';
import { joinHub } from './join-hub.ts';
import { ledgerPathOf } from './local-config.ts';
import { createObedience } from './obey-leases.ts';
import { openShippingThread, type ShippingThread } from './open-shipping-thread.ts';
import { createReceivedConfigurations } from './received-configurations.ts';

export interface CollectorProcessOptions {
  /** Such as `https://hub.example.org:8490`, each asked in turn. */
  readonly hubs: readonly string[];
  /** Of a collector that is not enrolled yet. */
  readonly token?: string | undefined;
  /** Where it keeps its identity, ledger, configuration and queue. */
  readonly dir: string;
  /** Addresses near it that tell its own blindness from outages; without any, those of the settings. */
  readonly canaries: readonly string[];
  readonly healthAt?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly logger: Logger;
  readonly stop: AbortSignal;
}

export interface RunningCollector {
  readonly id: string;
  readonly healthUrl: string | undefined;
  readonly collector: Collector;
  readonly metrics: Metrics;
  /** Ends the probing and the record, and sends what is there, for some seconds at most. */
  readonly close: () => Promise<void>;
}

const SHIP_WITHIN_MS = seconds(10);
const CLOCK_EVERY_MS = seconds(2);
const HEALTH_EVERY_MS = seconds(10);
const TROUBLES_EVERY_MS = seconds(5);

/** Starts a collector of a district: what measures, with a ledger of its own that is sent to a hub. */
export const startCollectorProcess = (options: CollectorProcessOptions): Promise<RunningCollector> =>
  startOrUndo(options, (closing) => build(options, closing));

async function build(
  { hubs, token, dir, canaries, healthAt, env, logger, ...options }: CollectorProcessOptions,
  closing: AsyncDisposableStack,
): Promise<RunningCollector> {
  const stopping = new AbortController();
  const stop = stopping.signal;
  setMaxListeners(0, stop);
  const goOn = () => options.stop.throwIfAborted();
  const metrics = createMetrics();
  closing.defer(collectLoopDelays(metrics));
  metrics.camwatch_build_info.labels(VERSION).set(1);
  await openPrivateFolder(dir);

  const identityFolder = join(dir, 'identity');
  const folder = openConfigurationFolder(join(dir, 'configuration'));
  const { id, zone } = await joinHub({
    ...{ hubs, token, identity: openIdentity(identityFolder), folder, logger, stop: options.stop },
  });
  goOn();
  const received = createReceivedConfigurations({ folder, place: { id, zone, dir, canaries } });
  let config: OpenedConfig = await received.load();
  checkDescriptorLimit(config.settings.collector, readDescriptorLimit());
  const time = await openTime({ settings: () => config.settings, metrics, logger, stop });
  const { clock } = time;
  const ledgerPath = ledgerPathOf({ dir });
  const obedience = createObedience({ id, store: recordStore(ledgerPath), clock, logger });
  config = withSharing(config, obedience.sharing());

  // It is the last to end: what is recorded at the end is sent as well.
  let shipping: ShippingThread | undefined;
  closing.defer(async () => await shipping?.finish(SHIP_WITHIN_MS));

  const { run, engine, ledger, reader, configuration, coveredTo } = await openMeasuring(
    {
      ...{ dir, env, author: id, config: () => config, time, metrics, logger, goOn, stop },
      ...{ ledgerPath, markFiles: [], stopStart: options.stop },
      load: async () => withSharing(await received.load(), obedience.sharing()),
      // The city's inventory is on record at the centre: here, by which of its configurations was measured.
      putOnRecord: async ({ sourceHash }) =>
        recordStore(ledgerPath).noteAudit({
          ...{ action: 'configuration', author: id, recordedMs: clock.nowMs() },
          body: { configuration: received.name() ?? '', sourceHash },
        }),
      onTaken: (next, sinceMs) => {
        config = next;
        collector.reload(next, sinceMs);
      },
    },
    closing,
  );

  const writer = await openMeasurementWriter({
    ...{ dir, env, config: () => config, time, ledgerPath, metrics, logger },
    onNewDatabase: async () => undefined,
  });
  closing.defer(() => writer.close());
  const collector = await startWatching(
    {
      ...{ config, env, run, engine, time, ledger, reader, coveredTo, metrics, logger },
      copies: { ...COPIES_NOTHING, writer },
      notedFindings: createNotedFindings(),
      alerting: { recording: (work) => work() },
      recorded: configuration.recorded,
      onTraffic: undefined,
    },
    closing,
  );
  configuration.recordFirst();
  closing.defer(() => configuration.recorded.catch(() => undefined));
  goOn();

  shipping = openShippingThread({
    ...{ ledgerPath, identityFolder, hubs, run, configuration: received.name() },
    ...{ nowMs: clock.nowMs, metrics, logger },
    onHeard: ({ leases }) =>
      obedience.hear(leases, (sharing) => {
        config = withSharing(config, sharing);
        collector.reload(config);
      }),
    onConfiguration: (signed, authority) => {
      void received
        .take(signed, authority, configuration)
        .catch((error: unknown) => {
          const trouble = error instanceof Error ? error.message : String(error);
          logger.error(
            { reason: trouble },
            'the configuration of the hub is not taken: the old one stays in force',
          );
          return trouble;
        })
        .then((trouble) => shipping?.tell({ name: received.name(), trouble }));
    },
  });
  const health = await startHealthPage(healthAt, {
    metrics,
    isWell: () => collector.ledgerFailure() === undefined,
  });
  closing.defer(health.close);
  logger.info({ collector: id, hubs, ...config.counts.watched }, 'watching');

  const working = repeatWork(
    [
      { name: 'clock', everyMs: CLOCK_EVERY_MS, run: time.keeper.tick },
      {
        name: 'collector health',
        everyMs: HEALTH_EVERY_MS,
        run: () => writer.writeCollector(collector.health()),
      },
      {
        name: 'troubles',
        everyMs: TROUBLES_EVERY_MS,
        isOfTime: true,
        run: () => writer.writeTroubles(collector, clock.nowMs()),
      },
    ],
    { isTimeBelieved: time.isBelieved, logger, stop },
  );
  closing.defer(async () => {
    stopping.abort(new Error('camwatch is closing'));
    await working;
  });
  await configuration.recorded;
  return { id, healthUrl: health.url, collector, metrics, close: () => closing.disposeAsync() };
}

/** Sums, events and figures are copied where the record of the city is. */
const COPIES_NOTHING = {
  loaded: Promise.resolve(),
  owe: () => undefined,
  note: () => undefined,
  work: () => [],
  finish: async () => undefined,
};
