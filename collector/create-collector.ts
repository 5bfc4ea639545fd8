import type { Logger } from 'pino';
import { PROBERS } from '../core/domain/probers.ts';
import type { ChangeSink, LiveView, ProbingHealth, ReadingSink } from '../core/domain/sinks.ts';
import { parseEntity } from '../core/domain/state.ts';
import type { UnmeasuredTime } from '../core/domain/unmeasured.ts';
import { type Steps, unlessStopped } from '../core/host/in-slices.ts';
import type { Metrics } from '../core/names/metrics.ts';
import type { Clock } from '../core/time/clock.ts';
import type { CoveredTo } from './coverage-account.ts';
import { createCanaryGate } from './judge/canary-gate.ts';
import { createChangeQueue } from './judge/change-queue.ts';
import { createObservers, type ObserverOptions } from './observers.ts';
import type { ReachEngine } from './probers/reach-engine.ts';
import { createTcpProber } from './probers/tcp.ts';
import { createAddressResolver } from './probing/resolve-address.ts';
import { repeatEvery } from './repeat-every.ts';
import type { StartProbing } from './scheduler/dispatcher.ts';
import { type RecordedStatus, sortRecorded } from './scheduler/recorded-statuses.ts';
import { createStatusStore } from './scheduler/status-store.ts';
import { lookAtHealth } from './watching/collector-health.ts';
import { createJudgment, graceMs } from './watching/judgment.ts';
import { createSettlements } from './watching/settlements.ts';
import { createSight } from './watching/sight.ts';
import { createReadingTaker } from './watching/take-readings.ts';
import { createWatchedNow, type Watched } from './watching/watched-now.ts';

export interface CollectorOptions extends ObserverOptions {
  readonly watched: Watched;
  readonly run: string;
  readonly engine: Pick<ReachEngine, 'name' | 'canaryProber' | 'fallbackPort'>;
  /** Starts what probes, here or in a thread of its own. */
  readonly probing: StartProbing;
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
  readonly health: () => ProbingHealth;
  /**
   * Takes over a changed inventory or changed settings; what is known of a device that stays is kept.
   * One that is under way at the end is given up: the next start takes it over.
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

/** All but what a recorder tells of its channels. */
const ASKING = PROBERS.filter((name) => name !== 'channel');

export function* startCollector({ recorded, ...options }: CollectorOptions): Steps<Collector> {
  const { clock, coveredTo, metrics, logger, engine, run } = options;
  const { nowMs } = clock;
  const stopping = new AbortController();
  const stop = stopping.signal;
  const startedMs = nowMs();

  const watched = yield* createWatchedNow(options.watched, startedMs);
  const { isCounted, isCountedEntity } = watched;
  const { collector: settings } = watched.settings();
  const known = yield* sortRecorded(recorded, coveredTo.latestMs);
  const statusStore = createStatusStore(known.devices, {
    coveredToMs: coveredTo.ofInterval,
    lateMs: graceMs(settings.canaryIntervalMs),
  });
  const canaryGate = createCanaryGate(coveredTo, watched.isCountedReading);
  const changeQueue = createChangeQueue({ sink: options.changes, metrics, logger, stop });
  const tcp = createTcpProber({ concurrency: settings.tcpConcurrency });
  const resolve = createAddressResolver();
  const observers = createObservers(options, {
    ...{ settings: watched.settings(), knownCapacities: known.capacities },
    ...{ tcp, resolve, isCounted, isCountedEntity, nowMs, stop },
  });
  const dispatcher = options.probing({
    stop,
    onReadings: (readings) => taker.take(readings),
    noteCredentials: (deviceId, isThere) => observers.noteCredentials(deviceId, isThere, nowMs()),
  });
  const taker = createReadingTaker({
    ...{ canaryGate, statusStore, observers, dispatcher, metrics, nowMs },
  });
  const settlements = createSettlements();
  const judgment = yield* createJudgment({
    ...{ watched, startedMs, canaryGate, statusStore, observers, dispatcher, changeQueue, metrics },
    ...{ knownLinks: known.links, repeatOpen: taker.repeatOpen },
    readings: options.readings,
  });
  const roundFailed = (error: unknown) => logger.error({ err: error }, 'a round of canaries failed');
  const sight = createSight({
    ...{ watched, clock, startedMs, canaryGate, settlements, judgment, statusStore, observers, dispatcher },
    canaryProbers: { icmp: engine.canaryProber, tcp, fallbackPort: engine.fallbackPort },
    ...{ metrics, logger, stop, onFailure: roundFailed },
  });
  const health = {
    ...{ watched, run, startedMs, clock, canaryGate, changeQueue, sight, dispatcher },
    recordedToMs: coveredTo.latestMs,
    engines: [engine.name, ...ASKING.filter((name) => name !== 'icmp')],
  };

  /** What people decided comes in its turn. */
  const settle = (work: Parameters<typeof settlements.run>[0]): void => {
    settlements
      .run(work)
      .catch((error: unknown) => logger.error({ err: error }, 'what was decided was not taken over'));
  };

  function* takeOver(next: Watched, sinceMs: number): Steps<void> {
    yield* watched.use(next, nowMs());
    yield* judgment.takeOver(nowMs(), sinceMs);
  }

  const canaryRounds = repeatEvery(
    () => watched.settings().collector.canaryIntervalMs,
    sight.look,
    stop,
    roundFailed,
  );

  return {
    reload: (next, sinceMs = nowMs()) => settle(() => unlessStopped(takeOver(next, sinceMs), stop)),
    setUnmeasured: (times) => settle(() => judgment.handOn(statusStore.setUnmeasured(times, nowMs()), [])),
    checkNow: (deviceId) => {
      // A camera without an address is looked at through its recorder.
      const recorder = watched.inventory().devices.get(deviceId)?.channelOf?.recorder;
      const isAsked = recorder !== undefined && dispatcher.checkNow(recorder);
      return dispatcher.checkNow(deviceId) || isAsked;
    },
    ledgerFailure: changeQueue.failure,
    statuses: function* () {
      yield* statusStore.statuses();
      yield* judgment.links().live();
      yield* observers.capacities();
    },
    columns: () => statusStore.columns(nowMs()),
    linkStatuses: function* () {
      yield* judgment.links().live();
      yield* observers.capacities();
    },
    status: (entity, indicator) => {
      const { kind, id } = parseEntity(entity) ?? {};
      if (kind === 'device' && id !== undefined) return statusStore.status(id, indicator);
      if (id === undefined) return undefined;
      if (indicator === 'capacity') return observers.capacityOf(id);
      return indicator === 'reach' ? judgment.links().liveOf(id) : undefined;
    },
    traffic: (at) => observers.traffic(nowMs(), at),
    health: () => lookAtHealth(health),
    close: async () => {
      const ended = sight.end();
      stopping.abort(new Error('the collector is closed'));
      await ended;
      await Promise.all([canaryRounds, dispatcher.close(), observers.close()]);
      await changeQueue.drain();
    },
  };
}
