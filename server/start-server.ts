import { setMaxListeners } from 'node:events';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { listOutages } from '../availability/timelines/outages.ts';
import { createTimeServerAsker } from '../collector/clock/ask-time-servers.ts';
import { openBootClock } from '../collector/clock/boot-clock.ts';
import { createClockKeeper } from '../collector/clock/clock-keeper.ts';
import { type Collector, startCollector } from '../collector/create-collector.ts';
import { createProtocolProbers } from '../collector/create-probers.ts';
import { createMeasurementWriter } from '../collector/influx/create-influx.ts';
import { countFleet } from '../collector/influx/lines/fleet-counts.ts';
import { createPseudonyms } from '../collector/influx/pseudonyms.ts';
import { chooseReachEngine, type ReachEngineName } from '../collector/probers/reach-engine.ts';
import { repeatEvery } from '../collector/repeat-every.ts';
import { createStreamPaths } from '../collector/scheduler/stream-paths.ts';
import { type Config, loadConfig } from '../config/load-config.ts';
import { findMaker } from '../config/makers/find-maker.ts';
import { createCredentialStore } from '../config/settings/credentials.ts';
import { markFilesOf } from '../config/settings/ledger-place.ts';
import { resolveSecret } from '../config/settings/secrets.ts';
import { countWatched } from '../config/unwatched.ts';
import { watchConfig } from '../config/watch-config.ts';
import { createPresentInventory } from '../core/domain/present-inventory.ts';
import type { ChangeBatch, MeasurementHealth, TrafficSink } from '../core/domain/sinks.ts';
import { createMetrics, type Metrics } from '../core/names/metrics.ts';
import { type Clock, createClock } from '../core/time/clock.ts';
import { seconds } from '../core/time/units.ts';
import { VERSION } from '../core/version.ts';
import { unmeasuredTimes } from '../ledger/decisions/unmeasured.ts';
import { recordStore } from '../ledger/sqlite/record-store.ts';
import { openLedger } from '../ledger/sqlite/writing/open-ledger.ts';
import { createPortal } from '../portal/server/create-portal.ts';
import { startPortal } from '../portal/server/start-portal.ts';
import { startAlerting } from './alerting/start-alerting.ts';
import { startCheckpoints } from './checkpoints/keep-checkpoints.ts';
import { readCoveredTo } from './covered-to.ts';
import { signalLife } from './dead-man.ts';
import { checkDescriptorLimit, readDescriptorLimit } from './descriptor-limit.ts';
import { createConfigurationKeeper } from './keep-configuration.ts';
import { availabilityEveryMs, createAvailabilityKeeper } from './keepers/keep-availability.ts';
import { createEventKeeper } from './keepers/keep-events.ts';
import { figuresEveryMs, startFiguresKeeper } from './keepers/keep-figures.ts';
import { startDailyReminders } from './keepers/remind-daily.ts';
import { createObservationSinks } from './observation-sinks.ts';
import { loadPseudonymKey } from './pseudonym-key.ts';

export interface ServerOptions {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logger: Logger;
  /** Who is written down as the author of changes to the inventory. */
  readonly author: string;
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

const FLEET_EVERY_MS = seconds(5);
const EVENTS_EVERY_MS = seconds(1);
const HEALTH_EVERY_MS = seconds(10);
const ALERTING_EVERY_MS = seconds(1);
const DECISIONS_EVERY_MS = seconds(5);
const CLOCK_EVERY_MS = seconds(2);

/** Builds and starts the way of the data for one configuration folder. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  // What was built before a failure is taken down again, the last first; afterwards it is how the city closes.
  const closing = new AsyncDisposableStack();
  try {
    return await build(options, closing);
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

async function build(
  { dir, env, logger, author, notice, onTraffic, onProgress = () => undefined }: ServerOptions,
  closing: AsyncDisposableStack,
): Promise<RunningServer> {
  const stopping = new AbortController();
  const stop = stopping.signal;
  setMaxListeners(0, stop);
  const metrics = createMetrics();

  let config = await loadConfig(dir, {
    onProgress: (doneCount, totalCount) => onProgress('configuration', doneCount, totalCount),
  });
  const { settings } = config;
  checkDescriptorLimit(settings.collector, readDescriptorLimit());
  const boot = openBootClock();
  const clock = createClock({
    ...(boot && { elapsedMs: boot.elapsedMs }),
    limitMs: () => config.settings.clock.stepLimitMs,
  });
  const clockKeeper = createClockKeeper({
    ...{ clock, boot, wallMs: Date.now, metrics, logger, stop },
    settings: () => config.settings.clock,
    ask: createTimeServerAsker({ wallMs: Date.now }),
  });
  const isTimeBelieved = () => clock.doubt() === undefined;
  await clockKeeper.askFirst();
  const run = runName(clock.nowMs());

  const engine = await chooseReachEngine(settings.collector, env.PATH ?? '', stop);
  logger.info({ engine: engine.name, passedOver: engine.notes }, 'reach is measured');

  const ledgerPath = resolve(dir, settings.ledger.path);
  const ledger = await openLedger({
    ...{ path: ledgerPath, collector: settings.collector.id, run, logger, nowMs: clock.nowMs },
    markFiles: markFilesOf(dir, settings),
  });
  closing.defer(() => ledger.close());
  const store = recordStore(ledgerPath);
  const reader = closing.use(store.openReader());
  await clockKeeper.open({
    lastRecordedMs: reader.lastRowMs,
    lastConfirmation: reader.lastConfirmation,
    rememberedOrigin: reader.rememberedOrigin,
    rememberOrigin: ledger.rememberOrigin,
  });
  const configuration = createConfigurationKeeper({
    ...{ dir, author, ledger, clock, clockKeeper, metrics, logger },
    current: () => config,
    onTaken: (next, sinceMs) => {
      config = next;
      credentials.clear();
      collector.reload(next, sinceMs);
      alerting.reload();
    },
  });
  await configuration.recordFirst();

  const incidents = closing.use(store.openIncidents());

  const presentInventory = createPresentInventory(() => config.inventory, clock.nowMs);
  const password = settings.influx?.password;
  const copies: { readonly startAnew: () => Promise<void> | void }[] = [];
  const writer = createMeasurementWriter({
    settings: settings.influx,
    onNewDatabase: async () => {
      await ledger.forgetCopies();
      for (const { startAnew } of copies) await startAnew();
    },
    dir,
    ...(password !== undefined && { password: await resolveSecret(password, env) }),
    inventory: presentInventory,
    pseudonymOf: createPseudonyms(loadPseudonymKey(ledgerPath)),
    timeZone: settings.city.timeZone,
    nowMs: clock.nowMs,
    metrics,
    logger,
  });
  closing.defer(() => writer.close());

  const { timeZone } = settings.city;
  const charts = settings.influx ? 'copy' : 'leave';
  const figures = startFiguresKeeper({
    ...{ path: ledgerPath, collector: settings.collector.id },
    ...{ timeZone, charts, writer, logger },
    clock: clock.shared,
  });
  copies.push(figures);
  closing.defer(figures.close);

  const alerting = startAlerting({
    ...{ dir, path: ledgerPath, collector: settings.collector.id },
    ...{ env, nowMs: clock.nowMs, clock: clock.shared, metrics, logger },
  });
  closing.defer(alerting.close);

  const reminders = startDailyReminders({
    config: () => config,
    ...{ path: ledgerPath, env, nowMs: clock.nowMs, isTimeBelieved, author, logger },
  });
  closing.defer(reminders.close);

  const checkpoints = startCheckpoints({
    config: () => config,
    ...{ path: ledgerPath, env, nowMs: clock.nowMs, author, metrics, logger },
  });
  closing.defer(checkpoints.close);

  const coveredTo = readCoveredTo(reader);
  const recordedToMs = coveredTo.latestMs;
  // Figures are copied to InfluxDB only where there is one: the ledger has them all the same.
  const availability =
    settings.influx &&
    createAvailabilityKeeper({
      ...{ reader, writer, remember: ledger.remember },
      ...{ config: () => config, recordedToMs },
    });
  const events =
    settings.influx &&
    createEventKeeper({ reader, writer, remember: ledger.remember, nowMs: clock.nowMs, logger });
  if (availability && events) copies.push(availability, events);
  if (recordedToMs > clock.nowMs()) {
    logger.error(
      { recordedToMs, nowMs: clock.nowMs() },
      'the record reaches into the future, so that a clock must have been wrong: nothing is covered until then, unless camwatch ledger void-future is run',
    );
  }
  const credentials = createCredentialStore(env, (reference, error) =>
    logger.error({ reference, reason: error.message }, 'credentials are missing: nothing is asked with them'),
  );
  const observations = await createObservationSinks({ ledger, reader, writer, metrics, logger });
  closing.defer(observations.close);
  const recordedFacts = [...observations.sinks.recordedFacts];
  const streamPaths = createStreamPaths(recordedFacts);
  // Else a busy machine is slow to ask its first questions, and takes that for silence.
  await Promise.all([alerting.loaded, figures.loaded]);
  const collector = startCollector({
    ...observations.sinks,
    recordedFacts,
    findings: {
      note: observations.sinks.findings.note,
      learn: (facts) => {
        streamPaths.learn(facts);
        observations.sinks.findings.learn(facts);
      },
    },
    ...(onTraffic && { traffic: bothOf(observations.sinks.traffic, { write: onTraffic }) }),
    watched: config,
    run,
    engine,
    probers: createProtocolProbers({
      settings: settings.collector,
      makers: config.makers,
      nowMs: clock.nowMs,
      streamPathOf: streamPaths.pathOf,
    }),
    credentialsOf: async ({ credentials: reference }) =>
      reference === undefined ? undefined : await credentials.get(reference),
    defaultLogins: ({ maker }) => findMaker(config.makers, maker)?.logins ?? [],
    clock,
    recorded: await ledger.statuses(),
    coveredTo,
    changes: {
      record: async (batch) => {
        // What our clock dated from a time that was believed has the right time; nothing else may be recorded in doubt.
        const isHeld = !isOwnTimeRight(clock);
        if (isHeld && !(await clockKeeper.trusted())) return;
        await alerting.recording(() => ledger.record(isHeld ? ofThePast(batch, clock.nowMs()) : batch));
        availability?.note(batch);
        events?.follow();
      },
    },
    readings: writer,
    metrics,
    logger,
  });
  const takeUnmeasured = () => collector.setUnmeasured(unmeasuredTimes(reader.decisions('unmeasured')));
  takeUnmeasured();
  closing.defer(async () => {
    await collector.close();
    if (isTimeBelieved()) await availability?.update();
  });

  const { app } = createPortal({
    config: () => config,
    live: collector,
    measurements: writer.health,
    outages: (query) => listOutages(reader, query),
    learnt: reader,
    incidents,
    configurationFailure: configuration.failure,
    ledgerFailure: collector.ledgerFailure,
    checkpointFailure: checkpoints.failure,
    metrics,
    metricsText: alerting.metricsText,
    logger,
    nowMs: clock.nowMs,
    ...(notice !== undefined && { notice }),
  });
  const portal = await startPortal(app, settings.page);
  closing.defer(() => portal.close());
  const counted = countWatched(config.inventory.devices.values(), clock.nowMs());
  const level = counted.first === undefined ? 'info' : 'warn';
  logger[level]({ url: portal.url, ...counted }, 'watching');

  metrics.camwatch_build_info.labels(VERSION).set(1);

  const every = (intervalMs: number, name: string, work: () => Promise<void> | void) =>
    repeatEvery(
      () => intervalMs,
      async () => await work(),
      stop,
      (error) => logger.error({ err: error, work: name }, 'work that repeats itself failed'),
    );
  const working = [watchConfig(dir, configuration.reload, { stop, logger })];
  if (availability && events) {
    working.push(
      every(EVENTS_EVERY_MS, 'copies of changes', events.tick),
      every(FLEET_EVERY_MS, 'fleet counts', () => {
        if (!isTimeBelieved()) return;
        const nowMs = clock.nowMs();
        writer.writeFleet(countFleet(presentInventory(), collector.statuses(), nowMs), nowMs);
        writer.writeTroubles(collector.statuses(), nowMs);
      }),
      every(HEALTH_EVERY_MS, 'collector health', () =>
        writer.writeCollector(collector.health(), alerting.health()),
      ),
      every(availabilityEveryMs(config.inventory.devices.size), 'availability', async () => {
        if (isTimeBelieved()) await availability.update();
      }),
    );
  }
  working.push(every(DECISIONS_EVERY_MS, 'decisions', takeUnmeasured));
  working.push(every(ALERTING_EVERY_MS, 'alerting', () => alerting.tick(collector.health())));
  working.push(
    every(figuresEveryMs(config.inventory.devices.size), 'figures', async () => {
      if (isTimeBelieved()) await figures.update();
    }),
  );
  working.push(every(CLOCK_EVERY_MS, 'clock', clockKeeper.tick));
  const { deadman } = settings;
  if (deadman) {
    const isWell = () => {
      const { sight, recordAheadToMs } = collector.health();
      return sight === 'seeing' && recordAheadToMs === undefined;
    };
    const isAlive = () => isWell() && collector.ledgerFailure() === undefined;
    const signal = { url: deadman.url, isAlive, metrics, logger };
    working.push(every(deadman.intervalMs, 'signal of life', () => signalLife(signal, stop)));
  }
  closing.defer(async () => {
    stopping.abort(new Error('camwatch is closing'));
    await Promise.all(working);
  });

  return {
    url: portal.url,
    reachEngine: engine.name,
    collector,
    config: () => config,
    ledgerPath,
    measurements: writer.health,
    metrics,
    reload: configuration.reload,
    close: () => closing.disposeAsync(),
  };
}

const bothOf = (first: TrafficSink, second: TrafficSink): TrafficSink => ({
  write: (samples) => {
    first.write(samples);
    second.write(samples);
  },
});

/** Names a run so that a replay within it is recognised: sortable, and unique on one machine. */
function runName(nowMs: number): string {
  return `${new Date(nowMs).toISOString()}#${process.pid}`;
}

/** After a step our clock goes on from before it. At a start it may know no more than when the last row was recorded. */
function isOwnTimeRight(clock: Clock): boolean {
  const cause = clock.doubt()?.cause;
  return cause === undefined || cause === 'step' || cause === 'time-servers';
}

/** Where the last row is of a clock that was ahead, what followed from it is of the future. */
const ofThePast = (batch: ChangeBatch, nowMs: number): ChangeBatch => ({
  changes: batch.changes.filter(({ atMs }) => atMs <= nowMs),
});
