import { setMaxListeners } from 'node:events';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Collector } from '../collector/create-collector.ts';
import { chooseReachEngine, type ReachEngineName } from '../collector/probers/reach-engine.ts';
import { loadConfigApart } from '../config/load-apart.ts';
import type { Config } from '../config/load-config.ts';
import { markFilesOf } from '../config/settings/ledger-place.ts';
import type { Settings } from '../config/settings/settings-schema.ts';
import { watchConfig } from '../config/watch-config.ts';
import type { MeasurementHealth, TrafficSink } from '../core/domain/sinks.ts';
import { collectLoopDelays } from '../core/host/loop-delay.ts';
import { createMetrics, type Metrics } from '../core/names/metrics.ts';
import { hours, seconds } from '../core/time/units.ts';
import { VERSION } from '../core/version.ts';
import { unmeasuredTimes } from '../ledger/decisions/unmeasured.ts';
import { recordStore } from '../ledger/sqlite/record-store.ts';
import { openLedger } from '../ledger/sqlite/writing/open-ledger.ts';
import { startAlerting } from './alerting/start-alerting.ts';
import { startCheckpoints } from './checkpoints/keep-checkpoints.ts';
import { readCoveredTo } from './covered-to.ts';
import { lifeSignals } from './dead-man.ts';
import { checkDescriptorLimit, readDescriptorLimit } from './descriptor-limit.ts';
import { createConfigurationKeeper } from './keep-configuration.ts';
import { startReportSchedule } from './keepers/make-reports.ts';
import { startDailyReminders } from './keepers/remind-daily.ts';
import { startCopies } from './keepers/start-copies.ts';
import { loadMailLinkKey } from './mail-link-key.ts';
import { createNotedFindings } from './noted-findings.ts';
import { openTime } from './open-time.ts';
import { bootPortalThread, type PortalHandle, startPortalThread } from './portal/start-portal-thread.ts';
import { repeatWork } from './repeat-work.ts';
import { startWatching } from './start-watching.ts';

export interface ServerOptions {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logger: Logger;
  /** Who is written down as the author of changes to the inventory. */
  readonly author: string;
  /** Gives up a start that is under way; afterwards `close` ends it. */
  readonly stop?: AbortSignal;
  /** Says on every page that what it shows is made up. */
  readonly notice?: 'demo';
  readonly onProgress?: (step: string, doneCount: number, totalCount: number) => void;
  /** Told of the rates of interfaces as well, at every poll. */
  readonly onTraffic?: TrafficSink['write'];
}

/** Everything of one city, running. */
export interface RunningServer {
  readonly url: string;
  readonly reachEngine: ReachEngineName;
  readonly collector: Collector;
  readonly config: () => Config;
  readonly ledgerPath: string;
  readonly measurements: () => MeasurementHealth;
  readonly metrics: Metrics;
  /** Reads the configuration again; a bad one is logged and the old one goes on. */
  readonly reload: () => Promise<void>;
  /** Ends everything, each part before what it needs: page, probes, measurements, records. Twice does no harm. */
  readonly close: () => Promise<void>;
}

const ALERTING_EVERY_MS = seconds(1);
const DECISIONS_EVERY_MS = seconds(5);
const CLOCK_EVERY_MS = seconds(2);
const UNUSED_EVERY_MS = hours(1);

/** Builds and starts the way of the data for one configuration folder. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  // What was built before a failure is taken down again, the last first; afterwards it is how the city closes.
  const closing = new AsyncDisposableStack();
  const { stop, logger } = options;
  try {
    return await build(options, closing);
  } catch (error) {
    if (!stop?.aborted) {
      await closing.disposeAsync();
      throw error;
    }
    // What it began to see is lost, and not covered: as if it had started later.
    await closing
      .disposeAsync()
      .catch((left: unknown) => logger.warn({ err: left }, 'stopped while it started'));
    throw stop.reason;
  }
}

async function build(
  { dir, env, logger, author, notice, onTraffic, onProgress = () => undefined, ...options }: ServerOptions,
  closing: AsyncDisposableStack,
): Promise<RunningServer> {
  const goOn = () => options.stop?.throwIfAborted();
  const stopping = new AbortController();
  const stop = stopping.signal;
  setMaxListeners(0, stop);
  const metrics = createMetrics();
  closing.defer(collectLoopDelays(metrics));

  let portal: PortalHandle | undefined;
  const booted = bootPortalThread();
  closing.defer(async () => void (await booted.terminate()));
  let config = await loadConfigApart(dir, {
    stop: options.stop,
    onProgress: (doneCount, totalCount) => onProgress('configuration', doneCount, totalCount),
  });
  const { settings } = config;
  checkDescriptorLimit(settings.collector, readDescriptorLimit());
  const time = await openTime({ settings: () => config.settings, metrics, logger, stop });
  const { clock } = time;
  const run = runName(clock.nowMs());

  const engine = await chooseReachEngine(settings.collector, env.PATH ?? '', stop);
  logger.info({ engine: engine.name, passedOver: engine.notes }, 'reach is measured');
  goOn();

  const ledgerPath = resolve(dir, settings.ledger.path);
  const ledger = await openLedger({
    ...{ path: ledgerPath, collector: settings.collector.id, run, logger, nowMs: clock.nowMs },
    markFiles: markFilesOf(dir, settings),
    onWriterRestart: () => metrics.camwatch_ledger_restarts_total.inc(),
  });
  closing.defer(() => ledger.close());
  goOn();
  const store = recordStore(ledgerPath);
  const reader = closing.use(store.openReader());
  await time.open(reader, ledger);
  const configuration = createConfigurationKeeper({
    ...{ dir, author, ledger, ledgerPath, clock, clockKeeper: time.keeper, metrics, logger },
    stop: options.stop,
    current: () => config,
    onTaken: (next, sinceMs) => {
      config = next;
      collector.reload(next, sinceMs);
      alerting.reload(next.shared);
      portal?.reload(next.shared, next.inventory.devices);
    },
  });
  await configuration.endCrashedRuns();
  goOn();

  const coveredTo = readCoveredTo(reader);
  const recordedToMs = coveredTo.latestMs;
  if (recordedToMs > clock.nowMs()) {
    logger.error(
      { recordedToMs, nowMs: clock.nowMs() },
      'the record reaches into the future, so that a clock must have been wrong: nothing is covered until then, unless camwatch ledger void-future is run',
    );
  }
  const copies = await startCopies(
    { dir, env, config: () => config, time, ledgerPath, ledger, reader, recordedToMs, metrics, logger, stop },
    closing,
  );
  goOn();
  const accountsPath = resolve(dir, settings.accounts.path);
  const linkKey = loadMailLinkKey(accountsPath).reveal();
  const ofRecord = { path: ledgerPath, env, nowMs: clock.nowMs, logger };
  const alerting = startAlerting({
    ...{ ...ofRecord, config: config.shared, collector: settings.collector.id, clock: clock.shared, metrics },
    ...{ linkKey, accountsPath },
  });
  closing.defer(alerting.close);
  const daily = { ...ofRecord, config: () => config, author };
  closing.defer(startDailyReminders({ ...daily, isTimeBelieved: time.isBelieved }).close);
  closing.defer(startReportSchedule({ ...daily, isTimeBelieved: time.isBelieved }).close);
  const checkpoints = startCheckpoints({ ...daily, metrics });
  closing.defer(checkpoints.close);

  const notedFindings = createNotedFindings();
  const collector = await startWatching(
    {
      ...{ config, env, run, engine, time, ledger, reader, coveredTo },
      ...{ copies, notedFindings, alerting, onTraffic, metrics, logger },
      recorded: configuration.recorded,
    },
    closing,
  );
  configuration.recordFirst();
  closing.defer(() => configuration.recorded.catch(() => undefined));
  goOn();
  const takeUnmeasured = () => collector.setUnmeasured(unmeasuredTimes(reader.decisions('unmeasured')));
  takeUnmeasured();

  portal = await startPortalThread(
    {
      ...{ config: config.shared, ledgerPath, clock: clock.shared, metrics, logger, notice, booted },
      ...{ accountsPath, linkKey, tls: tlsFilesOf(dir, settings) },
      present: () => config,
      live: collector,
      measurements: copies.writer.health,
      takeNoted: notedFindings.take,
      configurationFailure: configuration.failure,
      ledgerFailure: collector.ledgerFailure,
      checkpointFailure: checkpoints.failure,
      alertingHealth: alerting.health,
      metricsText: alerting.metricsText,
      nowMs: clock.nowMs,
    },
    config.inventory.devices,
  );
  closing.defer(portal.close);
  const counted = config.counts.watched;
  const level = counted.first === undefined ? 'info' : 'warn';
  logger[level]({ url: portal.url, ...counted }, 'watching');

  metrics.camwatch_build_info.labels(VERSION).set(1);

  const working = [
    watchConfig(dir, configuration.reload, { stop, logger }),
    repeatWork(
      [
        ...copies.work({ collector, alerting }),
        { name: 'decisions', everyMs: DECISIONS_EVERY_MS, run: takeUnmeasured },
        { name: 'alerting', everyMs: ALERTING_EVERY_MS, run: () => alerting.tick(collector.health()) },
        { name: 'clock', everyMs: CLOCK_EVERY_MS, run: time.keeper.tick },
        {
          name: 'unused accounts',
          everyMs: UNUSED_EVERY_MS,
          isOfTime: true,
          run: portal.disableUnused,
        },
        ...lifeSignals(settings, collector, { metrics, logger, stop }),
      ],
      { isTimeBelieved: time.isBelieved, logger, stop },
    ),
  ];
  closing.defer(async () => {
    stopping.abort(new Error('camwatch is closing'));
    await Promise.all(working);
  });
  await configuration.recorded;

  return {
    url: portal.url,
    reachEngine: engine.name,
    collector,
    config: () => config,
    ledgerPath,
    measurements: copies.writer.health,
    metrics,
    reload: configuration.reload,
    close: () => closing.disposeAsync(),
  };
}

/** Names a run so that a replay within it is recognised: sortable, and unique on one machine. */
function runName(nowMs: number): string {
  return `${new Date(nowMs).toISOString()}#${process.pid}`;
}

function tlsFilesOf(dir: string, { page: { tls } }: Settings) {
  return tls && { cert: resolve(dir, tls.cert), key: resolve(dir, tls.key) };
}
