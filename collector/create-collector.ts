import type { Logger } from 'pino';
import type { Settings } from '../config/settings/settings-schema.ts';
import type { Device, Inventory } from '../core/domain/inventory.ts';
import type { Reading } from '../core/domain/probing.ts';
import type {
  ChangeSink,
  CollectorHealth,
  CoverageEnd,
  CoverageUpdate,
  LiveView,
  ReadingSink,
} from '../core/domain/sinks.ts';
import { type Change, type Entity, parseEntity } from '../core/domain/state.ts';
import type { UnmeasuredTime } from '../core/domain/unmeasured.ts';
import { isOpenEntity, withheldDeviceIds } from '../core/domain/withheld.ts';
import type { Metrics } from '../core/names/metrics.ts';
import type { Clock, ClockStep } from '../core/time/clock.ts';
import { seconds } from '../core/time/units.ts';
import type { CoveredTo } from './coverage-account.ts';
import { buildEngines, type ProtocolProbers } from './create-probers.ts';
import { createHangingOn } from './hanging-on.ts';
import { createCanaryGate, type Release } from './judge/canary-gate.ts';
import { createChangeQueue } from './judge/change-queue.ts';
import type { LinkStatus } from './links/infer-link.ts';
import { createLinkInference, type LinkInference } from './links/link-inference.ts';
import { createObservers, type ObserverOptions } from './observers.ts';
import type { ReachEngine } from './probers/reach-engine.ts';
import { createTcpProber } from './probers/tcp.ts';
import { createAddressResolver } from './probing/resolve-address.ts';
import { repeatEvery } from './repeat-every.ts';
import { type CanaryRound, probeCanaries } from './scheduler/canaries.ts';
import { createDispatcher } from './scheduler/dispatcher.ts';
import type { CredentialsOf } from './scheduler/probe-batch.ts';
import { type RecordedStatus, sortRecorded } from './scheduler/recorded-statuses.ts';
import { createStatusStore } from './scheduler/status-store.ts';
import { buildWatchList } from './scheduler/watch-list.ts';

/** What is watched, and how: the part of the configuration that the collector reads. */
export interface Watched {
  readonly settings: Settings;
  readonly inventory: Inventory;
}

export interface CollectorOptions extends ObserverOptions {
  readonly watched: Watched;
  readonly run: string;
  readonly engine: ReachEngine;
  readonly probers: ProtocolProbers;
  readonly credentialsOf: CredentialsOf;
  readonly clock: Clock;
  /** Where an earlier run left off. */
  readonly recorded: readonly RecordedStatus[];
  /** Ends of the coverage on record: no second is covered twice. */
  readonly coveredTo: CoveredTo;
  readonly changes: ChangeSink;
  readonly readings: ReadingSink;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Watches the fleet until it is closed. */
export interface Collector extends LiveView {
  /**
   * Takes over a changed inventory or changed settings; what is known of a device that stays is kept.
   * @param sinceMs From when the record says that they are in force.
   */
  readonly reload: (watched: Watched, sinceMs?: number) => void;
  /** Takes over what was decided not to count as measured. */
  readonly setUnmeasured: (times: readonly UnmeasuredTime[]) => void;
  /** Probes all checks of a device at once instead of at their time; `false` where it has none. */
  readonly checkNow: (deviceId: string) => boolean;
  /** Why the ledger took nothing lately; `undefined` while all is well. */
  readonly ledgerFailure: () => string | undefined;
  /** Ends the coverage, waits for probes under way and for the ledger. */
  readonly close: () => Promise<void>;
}

const TICK_MS = 250;
const CANARY_TIMEOUT_MS = 800;
/** A port that is found dark is looked at again so soon. */
const SECOND_LOOK_MS = seconds(5);

export function startCollector(options: CollectorOptions): Collector {
  const { clock, metrics, logger, engine, probers } = options;
  const { nowMs } = clock;
  const stopping = new AbortController();
  const stop = stopping.signal;
  const startedMs = nowMs();

  let { watched } = options;
  let watches = buildWatchList(watched.inventory, watched.settings.profiles, startedMs);
  const known = sortRecorded(options.recorded, options.coveredTo.latestMs);
  const statusStore = createStatusStore(known.devices, options.coveredTo.ofInterval);
  let withheld = withheldDeviceIds(watched.inventory);
  const isCounted = ({ id }: Pick<Device, 'id'>) => !withheld.has(id);
  const isCountedReading = ({ deviceId }: Pick<Reading, 'deviceId'>) => !withheld.has(deviceId);
  const isCountedEntity = (entity: Entity) => isOpenEntity(watched.inventory, entity);
  const canaryGate = createCanaryGate(options.coveredTo, isCountedReading);
  const changeQueue = createChangeQueue({ sink: options.changes, metrics, logger, stop });
  const tcp = createTcpProber({ concurrency: watched.settings.collector.tcpConcurrency });
  const resolve = createAddressResolver();
  const observers = createObservers(options, {
    settings: watched.settings,
    knownCapacities: known.capacities,
    tcp,
    resolve,
    isCounted,
    isCountedEntity,
    nowMs,
    stop,
  });
  const engines = buildEngines(engine, tcp, probers);
  const dispatcher = createDispatcher({
    engines,
    resolve,
    credentialsOf: async (device) => {
      const credentials = await options.credentialsOf(device);
      observers.noteCredentials(device, credentials !== undefined, nowMs());
      return credentials;
    },
    streamsPerLine: watched.settings.collector.rtspPerLine,
    nowMs,
    metrics,
    isCounted,
    logger,
    onReadings: takeReadings,
    stop,
  });
  let links = inferLinks(known.links);
  let hangingOn = createHangingOn(watched.inventory, statusStore, dispatcher);
  let sightSinceMs = startedMs;
  let lastRound = { atMs: startedMs, monotonicMs: performance.now() };

  takeOver(startedMs, startedMs);
  const ticking = setInterval(dispatcher.tick, TICK_MS);
  const canaryRounds = repeatEvery(
    () => watched.settings.collector.canaryIntervalMs,
    runCanaries,
    stop,
    (error) => logger.error({ err: error }, 'a round of canaries failed'),
  );

  /** What is not watched any more is closed in the record: it would count on as what it was. */
  function takeOver(atMs: number, sinceMs: number): void {
    const ended = canaryGate.use(new Set(watches.map(({ check }) => check.intervalMs)), sinceMs);
    const deviceChanges = statusStore.replace(watches, atMs);
    dispatcher.replace(watches, sinceMs);
    const capacityChanges = observers.replace(watches, watched, atMs);
    handOn([...deviceChanges, ...capacityChanges, ...links.closeUnwitnessed(atMs)], ended);
  }

  function takeReadings(readings: readonly Reading[]): void {
    const derived = observers.deriveReadings(readings);
    const { droppedCount } = canaryGate.hold(
      [...readings, ...derived.map(({ reading }) => reading)],
      nowMs(),
    );
    metrics.camwatch_readings_dropped_total.labels('clock-step').inc(droppedCount);
    if (canaryGate.state() === 'blind') return;
    for (const reading of readings) {
      const atMs = statusStore.recheckAtMs(reading);
      askAround(reading, atMs !== undefined);
      if (atMs !== undefined) dispatcher.recheck(reading, atMs);
      else if (observers.wantsSecondLook(reading)) dispatcher.recheck(reading, reading.atMs + SECOND_LOOK_MS);
    }
    for (const { reading, source } of derived) {
      const atMs = statusStore.recheckAtMs(reading);
      if (atMs !== undefined) dispatcher.recheck(source, atMs);
    }
  }

  /** Whether it lives, and what others say of it, is then known as its outage is confirmed. */
  function askAround(reading: Reading, isContrary: boolean): void {
    const { deviceId, indicator, outcome } = reading;
    for (const rung of statusStore.rungsToAsk(reading)) dispatcher.askNow(deviceId, rung);
    if (!isContrary || indicator !== 'reach' || outcome.ok) return;
    for (const witness of observers.witnessesOf(deviceId))
      dispatcher.askNow(witness.deviceId, witness.indicator);
  }

  async function runCanaries(): Promise<void> {
    const step = clock.resync();
    if (step) takeStep(step);
    if (clock.doubt()) {
      dropHeld('clock-doubt');
      lastRound = { atMs: nowMs(), monotonicMs: performance.now() };
      return;
    }
    const { canaries, canaryIntervalMs } = watched.settings.collector;
    const monotonicMs = performance.now();
    if (monotonicMs - lastRound.monotonicMs > Math.max(3 * canaryIntervalMs, seconds(30))) {
      logger.warn(
        { pausedMs: Math.round(monotonicMs - lastRound.monotonicMs) },
        'this process was suspended',
      );
      settle(canaryGate.lose('suspend'), lastRound.atMs, 'suspend');
    }
    const probers = { icmp: engine.canaryProber, tcp, fallbackPort: engine.fallbackPort };
    const round = await probeCanaries(canaries, probers, CANARY_TIMEOUT_MS, nowMs, stop);
    lastRound = { atMs: round.atMs, monotonicMs };
    takeRound(round);
  }

  /** Whatever the step, coverage ends where it was found. In doubt our clock goes on, so that what is on its way to the ledger has the right time. */
  function takeStep({ kind, fromMs, toMs }: ClockStep): void {
    logger.warn(
      { kind, fromMs, toMs },
      'the clock was stepped, or not believed any more: coverage ends here',
    );
    metrics.camwatch_clock_steps_total.inc();
    if (canaryGate.state() !== 'blind') sightSinceMs = toMs;
    dropHeld('clock-step', kind === 'suspend' ? 'suspend' : 'clock-step');
    statusStore.clockStep(toMs);
    observers.clockStep(toMs);
    dispatcher.clockStep();
    lastRound = { atMs: toMs, monotonicMs: performance.now() };
  }

  /** Nothing is judged of what waits, and no states are swept: what follows from the time would follow from a wrong one. */
  function dropHeld(reason: string, end: CoverageEnd = 'clock-step'): void {
    const { droppedCount, coverage } = canaryGate.lose(end);
    metrics.camwatch_readings_dropped_total.labels(reason).inc(droppedCount);
    handOn([], coverage);
  }

  function takeRound({ atMs, isGood, detail }: CanaryRound): void {
    metrics.camwatch_canary_rounds_total.labels(isGood ? 'good' : 'bad').inc();
    metrics.camwatch_canary_good.set(Number(isGood));
    if (!isGood) {
      if (canaryGate.state() !== 'blind') {
        sightSinceMs = atMs;
        logger.error({ detail }, 'blind: readings are dropped until a canary answers');
      }
      settle(canaryGate.lose('blind'), atMs, 'blind');
      return;
    }
    const release = canaryGate.goodCanary(atMs);
    if (release.isReturn) {
      sightSinceMs = atMs;
      statusStore.gap();
      observers.gap();
      logger.info({ devices: watched.inventory.devices.size }, 'seeing: the canaries answer');
    }
    settle(release, atMs, 'before-sight');
    observers.lookDaily(atMs, (id) => statusStore.reachOf(id, atMs));
  }

  /** Judges what was released and hands on everything that follows from it, together with the coverage. */
  function settle({ readings, droppedCount, coverage }: Release, atMs: number, dropReason: string): void {
    const { canaryIntervalMs } = watched.settings.collector;
    const graceMs = 2 * canaryIntervalMs + seconds(10);
    const isSeeing = canaryGate.state() === 'seeing';
    const judged = statusStore.judgeReadings(readings);
    const lost = isSeeing ? statusStore.sweep(atMs, sightSinceMs, graceMs) : [];
    const seen = observers.observe(readings, atMs, isSeeing ? sightSinceMs : undefined);
    const deviceChanges = [...judged, ...lost];
    const devices = deviceChanges.flatMap(({ entity }) => parseEntity(entity)?.id ?? []);
    const lifeOf = (id: string) => statusStore.lifeOf(id, atMs);
    const linkChanges = links.review({ devices, links: seen.linkIds }, lifeOf, atMs);
    observers.compare(readings, seen, links, lifeOf);
    observers.noteFiltered(deviceChanges);
    observers.noteNeverAnswered(deviceChanges, readings, statusStore.neverAnswered);
    const changes = [...observers.addEvidence(deviceChanges, atMs, lifeOf), ...seen.changes, ...linkChanges];

    metrics.camwatch_readings_released_total.inc(readings.filter(isCountedReading).length);
    metrics.camwatch_readings_dropped_total.labels(dropReason).inc(droppedCount);
    if (readings.length > 0) options.readings.write(readings);
    if (isSeeing) hangingOn.askBehind([...deviceChanges, ...linkChanges]);
    handOn(changes, coverage);
  }

  function handOn(changes: readonly Change[], coverage: readonly CoverageUpdate[]): void {
    for (const { entity, indicator, state } of changes)
      if (isCountedEntity(entity)) metrics.camwatch_changes_total.labels(indicator, state).inc();
    if (changes.length > 0 || coverage.length > 0) changeQueue.hand({ changes, coverage });
  }

  function inferLinks(initial: ReadonlyMap<string, LinkStatus>): LinkInference {
    const witnesses = new Set(
      watches.flatMap(({ device, check }) => (check.indicator === 'reach' ? device.id : [])),
    );
    return createLinkInference(watched.inventory, (id) => witnesses.has(id), initial, observers.portOf);
  }

  return {
    reload: (next, sinceMs = nowMs()) => {
      watched = next;
      withheld = withheldDeviceIds(next.inventory);
      watches = buildWatchList(next.inventory, next.settings.profiles, nowMs());
      links = inferLinks(links.statuses());
      hangingOn = createHangingOn(next.inventory, statusStore, dispatcher);
      takeOver(nowMs(), sinceMs);
    },
    setUnmeasured: (times) => handOn(statusStore.setUnmeasured(times, nowMs()), []),
    checkNow: (deviceId) => {
      // A camera without an address is looked at through its recorder.
      const recorder = watched.inventory.devices.get(deviceId)?.channelOf?.recorder;
      const isAsked = recorder !== undefined && dispatcher.checkNow(recorder);
      return dispatcher.checkNow(deviceId) || isAsked;
    },
    ledgerFailure: changeQueue.failure,
    statuses: function* () {
      yield* statusStore.statuses();
      yield* links.live();
      yield* observers.capacities();
    },
    status: (entity, indicator) => {
      const { kind, id } = parseEntity(entity) ?? {};
      if (kind === 'device' && id !== undefined) return statusStore.status(id, indicator);
      if (id === undefined) return undefined;
      if (indicator === 'capacity') return observers.capacityOf(id);
      return indicator === 'reach' ? links.liveOf(id) : undefined;
    },
    traffic: () => observers.traffic(nowMs()),
    health: (): CollectorHealth => {
      const coveredUntilMs = canaryGate.lastGoodMs();
      const recordedUntilMs = changeQueue.recordedUntilMs();
      const clockDoubt = clock.doubt();
      return {
        collector: watched.settings.collector.id,
        run: options.run,
        startedMs,
        sight: clockDoubt ? 'blind' : canaryGate.state(),
        sightSinceMs: clockDoubt?.sinceMs ?? sightSinceMs,
        ...(clockDoubt && { clockDoubt }),
        ...(options.coveredTo.latestMs > nowMs() && { recordAheadToMs: options.coveredTo.latestMs }),
        ...(coveredUntilMs !== undefined && { coveredUntilMs }),
        ...(recordedUntilMs !== undefined && { recordedUntilMs }),
        latenessMs: dispatcher.latenessMs(),
        probes: dispatcher.sent(),
        shortfall: dispatcher.shortfall(),
        devices: watched.inventory.devices.size,
        engines: [engine.name, ...Object.keys(engines).filter((name) => name !== 'icmp')],
      };
    },
    close: async () => {
      clearInterval(ticking);
      if (clock.doubt()) dropHeld('stop');
      else settle(canaryGate.lose('stop'), nowMs(), 'stop');
      stopping.abort(new Error('the collector is closed'));
      await Promise.all([canaryRounds, dispatcher.idle(), observers.close()]);
      await Promise.all(Object.values(probers).map(async (prober) => await prober.close?.()));
      await changeQueue.drain();
    },
  };
}
