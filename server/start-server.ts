import type { Collector } from '../collector/create-collector.ts';
import type { ReachEngineName } from '../collector/probers/reach-engine.ts';
import type { Config } from '../config/load-config.ts';
import { markFilesOf } from '../config/settings/ledger-place.ts';
import { watchConfig } from '../config/watch-config.ts';
import type { MeasurementHealth, TrafficSink } from '../core/domain/sinks.ts';
import type { Metrics } from '../core/names/metrics.ts';
import { seconds } from '../core/time/units.ts';
import { unmeasuredTimes } from '../ledger/decisions/unmeasured.ts';
import { lifeSignals } from './dead-man.ts';
import { checkDescriptorLimit, readDescriptorLimit } from './descriptor-limit.ts';
import { startKeepers } from './keepers/start-keepers.ts';
import { createNotedFindings } from './noted-findings.ts';
import { type CityOptions, openCity } from './open-city.ts';
import { openMeasuring } from './open-measuring.ts';
import { type Pages, startPages } from './portal/start-pages.ts';
import { repeatWork } from './repeat-work.ts';
import { startOrUndo } from './start-or-undo.ts';
import { startWatching } from './start-watching.ts';

export interface ServerOptions extends CityOptions {
  /** Told of the rates of interfaces as well, at every poll. */
  readonly onTraffic?: TrafficSink['write'];
}

/** Everything of one city, running: what is kept of its record, and the collector in the same process. */
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

const DECISIONS_EVERY_MS = seconds(5);
const CLOCK_EVERY_MS = seconds(2);

/** Builds and starts the way of the data for one configuration folder. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  return await startOrUndo(options, (closing) => build(options, closing));
}

async function build(options: ServerOptions, closing: AsyncDisposableStack): Promise<RunningServer> {
  const city = await openCity(options, closing, ({ settings }) =>
    checkDescriptorLimit(settings.collector, readDescriptorLimit()),
  );
  const { dir, env, logger, author, config, time, ledgerPath, metrics, stop, goOn } = city;
  const { settings } = config();
  let pages: Pages | undefined;

  const measuring = await openMeasuring(
    {
      ...{ dir, env, author, config, time, metrics, logger, goOn, stop },
      ...{ ledgerPath, markFiles: markFilesOf(dir, settings), stopStart: options.stop },
      onTaken: (next, sinceMs) => {
        city.use(next);
        collector.reload(next, sinceMs);
        keepers.alerting.reload(next.shared);
        pages?.reload(next.shared, next.inventory.devices);
      },
    },
    closing,
  );
  const { run, engine, ledger, reader, configuration, coveredTo } = measuring;
  const recordedToMs = coveredTo.latestMs;
  const keepers = await startKeepers({ city, ledger, reader, recordedToMs, stop }, closing);
  const { copies, alerting, checkpoints } = keepers;

  const notedFindings = createNotedFindings();
  const collector = await startWatching(
    {
      ...{ config: config(), env, run, engine, time, ledger, reader, coveredTo },
      ...{ copies, notedFindings, alerting, onTraffic: options.onTraffic, metrics, logger },
      recorded: configuration.recorded,
    },
    closing,
  );
  configuration.recordFirst();
  closing.defer(() => configuration.recorded.catch(() => undefined));
  goOn();
  const takeUnmeasured = () => collector.setUnmeasured(unmeasuredTimes(reader.decisions('unmeasured')));
  takeUnmeasured();

  pages = await startPages(city, {
    live: collector,
    measurements: copies.writer.health,
    takeNoted: notedFindings.take,
    configurationFailure: configuration.failure,
    ledgerFailure: collector.ledgerFailure,
    checkpointFailure: checkpoints.failure,
    alertingHealth: alerting.health,
    metricsText: alerting.metricsText,
  });
  closing.defer(pages.close);
  const counted = config().counts.watched;
  const level = counted.first === undefined ? 'info' : 'warn';
  logger[level]({ url: pages.url, ...counted }, 'watching');

  const working = [
    watchConfig(dir, configuration.reload, { stop, logger }),
    repeatWork(
      [
        ...keepers.work(collector),
        { name: 'decisions', everyMs: DECISIONS_EVERY_MS, run: takeUnmeasured },
        { name: 'clock', everyMs: CLOCK_EVERY_MS, run: time.keeper.tick },
        pages.work,
        ...lifeSignals(settings, collector, { metrics, logger, stop }),
      ],
      { isTimeBelieved: time.isBelieved, logger, stop },
    ),
  ];
  closing.defer(() => city.endWith(working));
  await configuration.recorded;

  return {
    url: pages.url,
    reachEngine: engine.name,
    ...{ collector, config, ledgerPath, metrics },
    measurements: copies.writer.health,
    reload: configuration.reload,
    close: () => closing.disposeAsync(),
  };
}
