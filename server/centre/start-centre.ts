import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { markFilesOf } from '../../config/settings/ledger-place.ts';
import { watchConfig } from '../../config/watch-config.ts';
import type { MeasurementHealth } from '../../core/domain/sinks.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { openBesideOwner } from '../../ledger/sqlite/writing/open-beside-owner.ts';
import { openLedger } from '../../ledger/sqlite/writing/open-ledger.ts';
import { countCluster } from '../cluster/count-cluster.ts';
import { lookAtCluster } from '../cluster/look-at-cluster.ts';
import { readCoveredTo } from '../covered-to.ts';
import { createConfigurationKeeper } from '../keep-configuration.ts';
import { type Keepers, startKeepers } from '../keepers/start-keepers.ts';
import { renderMetrics } from '../metrics-text.ts';
import { type CityOptions, openCity } from '../open-city.ts';
import { type Pages, startPages } from '../portal/start-pages.ts';
import { loadPseudonymKey } from '../pseudonym-key.ts';
import { repeatWork } from '../repeat-work.ts';
import { startOrUndo } from '../start-or-undo.ts';
import { createAnswerAge } from './answer-age.ts';
import { createFindingNews } from './finding-news.ts';
import { holdWork } from './hold-work.ts';
import { keepTurns } from './keep-turns.ts';
import { openRecordView, type RecordView } from './record-view.ts';

/** Everything of a city but probing: others write what is seen. */
export interface RunningCentre {
  readonly url: string;
  readonly live: RecordView;
  readonly metrics: Metrics;
  /** Whether what may be done only once is done here. */
  readonly isWorking: () => boolean;
  /** Reads the configuration again; a bad one is logged and the old one goes on. */
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What this process holds while it does what may be done only once. */
export const CENTRE_LOCK = 'centre';

const VIEW_EVERY_MS = seconds(1);
const CLOCK_EVERY_MS = seconds(2);
const CLUSTER_EVERY_MS = seconds(10);
/** From when a hub says that it received a row until the row is on record, and what their clocks differ by. */
const LATE_MS = seconds(2);

/** Starts a centre on the record of one configuration folder. Of several on one record one works, and all show it. */
export async function startCentre(options: CityOptions): Promise<RunningCentre> {
  return await startOrUndo(options, (closing) => build(options, closing));
}

async function build(options: CityOptions, closing: AsyncDisposableStack): Promise<RunningCentre> {
  const city = await openCity(options, closing);
  const { dir, logger, author, config, time, ledgerPath, metrics, stop, goOn } = city;
  const { clock } = time;
  const run = `${hostname()}#${process.pid}#${randomUUID().slice(0, 8)}`;
  goOn();
  // Made where there is none, and brought up to date.
  openBesideOwner(ledgerPath, { author, nowMs: clock.nowMs }).close();
  // Pages read it from the start, whoever of several centres writes.
  if (config().settings.influx) loadPseudonymKey(ledgerPath);
  const store = recordStore(ledgerPath);
  const reader = closing.use(store.openReader());
  const reads = closing.use(store.openCluster());
  // The start of this machine is nothing to the record: several write it.
  await time.open(
    { ...reader, rememberedOrigin: () => undefined },
    { rememberOrigin: async () => undefined },
  );
  goOn();

  const live = await openRecordView({ reader, watched: config(), run, clock });
  let keepers: Keepers | undefined;
  let pages: Pages | undefined;
  /** Why the record could not be read. */
  let failure: string | undefined;
  const configuration = createConfigurationKeeper({
    ...{ dir, author, ledgerPath, clock, clockKeeper: time.keeper, metrics, logger },
    current: config,
    isRecorder: () => keepers !== undefined,
    onTaken: (next) => {
      city.use(next);
      live.reload(next);
      keepers?.alerting.reload(next.shared);
      pages?.reload(next.shared, next.inventory.devices);
    },
  });
  configuration.recordFirst();
  const elsewhere: MeasurementHealth = {
    ...{ mode: config().settings.influx ? 'elsewhere' : 'off', sinceMs: clock.nowMs() },
    ...{ queuedBytes: 0, queuedPoints: 0, droppedPoints: 0, setAsidePoints: 0 },
  };
  pages = await startPages(city, {
    live,
    measurements: () => keepers?.copies.writer.health() ?? elsewhere,
    takeNoted: createFindingNews(reader, clock.nowMs),
    configurationFailure: configuration.failure,
    ledgerFailure: () => failure,
    checkpointFailure: () => keepers?.checkpoints.failure(),
    alertingHealth: () => keepers?.alerting.health(),
    metricsText: async (own) =>
      keepers ? await keepers.alerting.metricsText(own) : await renderMetrics(metrics, own),
  });
  closing.defer(pages.close);
  logger.info({ url: pages.url, devices: config().inventory.devices.size }, 'showing the record');

  async function begin(lost: AbortSignal, stack: AsyncDisposableStack): Promise<void> {
    const ended = AbortSignal.any([stop, lost]);
    const { settings } = config();
    const ledger = await openLedger({
      ...{ path: ledgerPath, collector: settings.collector.id, run, logger, nowMs: clock.nowMs },
      markFiles: markFilesOf(dir, settings),
      onWriterRestart: () => metrics.camwatch_ledger_restarts_total.inc(),
    });
    stack.defer(ledger.close);
    const recordedToMs = readCoveredTo(reader).latestMs;
    const turns = keepTurns({
      reader,
      writer: stack.use(store.openTurns({ nowMs: clock.nowMs })),
      answerAgeMs: createAnswerAge(config),
      stop: ended,
    });
    // What a collector says in another's turn is corrected before anybody is told of it.
    const lateMs = () => LATE_MS + turns.behindMs();
    const started = await startKeepers(
      { city, ledger, reader, recordedToMs, stop: ended, shared: { lost, lateMs } },
      stack,
    );
    keepers = started;
    stack.defer(async () => {
      keepers = undefined;
      await started.copies.finish();
    });
    const works = [...started.work(live), turns.work];
    const working = repeatWork(works, { isTimeBelieved: time.isBelieved, logger, stop: ended });
    stack.defer(() => working);
    await configuration.recordNow();
  }

  const takeNews = async () => {
    const news = await live.update().catch((error: unknown) => {
      failure = String(error);
      throw error;
    });
    failure = undefined;
    if (!keepers) return;
    const { changes, grownFromMs, coveredToMs } = news;
    const { copies } = keepers;
    const coverage = coveredToMs === undefined ? [] : [{ fromMs: coveredToMs, toMs: coveredToMs }];
    copies.note({ changes, coverage });
    if (grownFromMs !== undefined) copies.owe(grownFromMs);
  };
  const working = [
    watchConfig(dir, configuration.reload, { stop, logger }),
    repeatWork(
      [
        { name: 'news of the record', everyMs: VIEW_EVERY_MS, run: takeNews },
        { name: 'clock', everyMs: CLOCK_EVERY_MS, run: time.keeper.tick },
        pages.work,
        {
          name: 'state of the cluster',
          everyMs: CLUSTER_EVERY_MS,
          run: () => {
            metrics.camwatch_centre_working.set(keepers ? 1 : 0);
            const { cover } = live;
            const status = lookAtCluster({
              ...{ reads, inventory: config().inventory, cover, nowMs: clock.nowMs },
            });
            countCluster(metrics, status);
            keepers?.copies.writer.writeCluster(status);
          },
        },
      ],
      { isTimeBelieved: time.isBelieved, logger, stop },
    ),
    holdWork({ hold: () => store.hold(CENTRE_LOCK, run), begin, logger, stop }),
  ];
  closing.defer(() => city.endWith(working));

  return {
    url: pages.url,
    ...{ live, metrics },
    isWorking: () => keepers !== undefined,
    reload: configuration.reload,
    close: () => closing.disposeAsync(),
  };
}
