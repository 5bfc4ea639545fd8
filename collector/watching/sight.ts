import type { Logger } from 'pino';
import type { CoverageEnd } from '../../core/domain/sinks.ts';
import type { Steps } from '../../core/host/in-slices.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import type { Clock, ClockStep } from '../../core/time/clock.ts';
import { seconds } from '../../core/time/units.ts';
import type { CanaryGate } from '../judge/canary-gate.ts';
import type { Observers } from '../observers.ts';
import { type CanaryProbers, type CanaryRound, probeCanaries } from '../scheduler/canaries.ts';
import type { Dispatcher } from '../scheduler/dispatcher.ts';
import type { StatusStore } from '../scheduler/status-store.ts';
import type { Judgment } from './judgment.ts';
import type { Settlements } from './settlements.ts';
import type { WatchedNow } from './watched-now.ts';

export interface SightOptions {
  readonly watched: WatchedNow;
  readonly clock: Clock;
  readonly startedMs: number;
  readonly canaryProbers: CanaryProbers;
  readonly canaryGate: CanaryGate;
  readonly settlements: Settlements;
  readonly judgment: Pick<Judgment, 'settle' | 'handOn'>;
  readonly statusStore: Pick<StatusStore, 'gap' | 'clockStep' | 'reachOf'>;
  readonly observers: Pick<Observers, 'gap' | 'clockStep' | 'lookDaily'>;
  readonly dispatcher: Pick<Dispatcher, 'clockStep'>;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly stop: AbortSignal;
  /** Told where a round could not be judged. */
  readonly onFailure: (error: unknown) => void;
}

/** Whether the collector itself sees: as its canaries, its clock and its own pauses say. */
export interface Sight {
  /** Since when it sees, or does not. */
  readonly sinceMs: () => number;
  /**
   * Sends one round of canaries, and begins to judge what waited for it in its turn: the next round does not wait for that, since
   * between two rounds nobody can say whether the collector saw. @throws the reason of `stop`.
   */
  readonly look: () => Promise<void>;
  /** Ends the coverage, the last thing that is done. */
  readonly end: () => Promise<void>;
  /** Whether rounds of canaries still end: not where the last one was too long ago to tell of the present. */
  readonly isCurrent: () => boolean;
}

/** What ends needs no proof. */
const NOTHING_PROVEN: ReadonlyMap<number, number> = new Map();
const CANARY_TIMEOUT_MS = 800;
/** So many rounds may wait to be judged; who is farther behind sends no more. */
const MOST_WAITING = 4;

export function createSight(options: SightOptions): Sight {
  const { watched, clock, startedMs, canaryProbers, canaryGate, settlements, judgment } = options;
  const { statusStore, observers, dispatcher, metrics, logger, stop } = options;
  const { nowMs } = clock;
  let sinceMs = startedMs;
  let lastRound = { atMs: startedMs, monotonicMs: performance.now() };
  let endedMs = performance.now();

  /** Whatever the step, coverage ends where it was found. In doubt our clock goes on, so that what is on its way to the ledger has the right time. */
  function takeStep({ kind, fromMs, toMs }: ClockStep): undefined {
    logger.warn(
      { kind, fromMs, toMs },
      'the clock was stepped, or not believed any more: coverage ends here',
    );
    metrics.camwatch_clock_steps_total.inc();
    if (canaryGate.state() !== 'blind') sinceMs = toMs;
    dropHeld('clock-step', kind === 'suspend' ? 'suspend' : 'clock-step');
    statusStore.clockStep(toMs);
    observers.clockStep(toMs);
    dispatcher.clockStep();
    lastRound = { atMs: toMs, monotonicMs: performance.now() };
  }

  /** Nothing is judged of what waits, and no states are swept: what follows from the time would follow from a wrong one. */
  function dropHeld(reason: string, end: CoverageEnd = 'clock-step'): undefined {
    const { droppedCount, coverage } = canaryGate.lose(end);
    metrics.camwatch_readings_dropped_total.labels(reason).inc(droppedCount);
    judgment.handOn([], coverage(NOTHING_PROVEN));
  }

  /** From then on nothing is known of the time since the last round. */
  const mostBetweenMs = () => Math.max(3 * watched.settings().collector.canaryIntervalMs, seconds(30));

  function* takeSuspension(pausedMs: number): Steps<void> {
    logger.warn({ pausedMs: Math.round(pausedMs) }, 'this process was suspended');
    yield* judgment.settle(canaryGate.lose('suspend'), lastRound.atMs, sinceMs, 'suspend');
  }

  function* takeRound(round: CanaryRound): Steps<void> {
    metrics.camwatch_canary_rounds_total.labels(round.isGood ? 'good' : 'bad').inc();
    metrics.camwatch_canary_good.set(Number(round.isGood));
    yield* round.isGood ? see(round.atMs) : goBlind(round);
  }

  function* goBlind({ atMs, detail }: CanaryRound): Steps<void> {
    if (canaryGate.state() !== 'blind') {
      sinceMs = atMs;
      logger.error({ detail }, 'blind: readings are dropped until a canary answers');
    }
    yield* judgment.settle(canaryGate.lose('blind'), atMs, sinceMs, 'blind');
  }

  function* see(atMs: number): Steps<void> {
    const release = canaryGate.goodCanary(atMs);
    if (release.isReturn) {
      sinceMs = atMs;
      statusStore.gap();
      observers.gap();
      logger.info({ devices: watched.inventory().devices.size }, 'seeing: the canaries answer');
    }
    yield* judgment.settle(release, atMs, sinceMs, 'before-sight');
    observers.lookDaily(atMs, (id) => statusStore.reachOf(id, atMs));
  }

  const waiting: Promise<void>[] = [];
  async function judge(round: CanaryRound): Promise<void> {
    try {
      await settlements.run(() => takeRound(round));
      endedMs = performance.now();
    } catch (error) {
      options.onFailure(error);
    } finally {
      void waiting.shift();
    }
  }

  const end = () =>
    clock.doubt() ? dropHeld('stop') : judgment.settle(canaryGate.lose('stop'), nowMs(), sinceMs, 'stop');

  return {
    sinceMs: () => sinceMs,
    isCurrent: () => performance.now() - endedMs <= mostBetweenMs(),
    look: async () => {
      const step = clock.resync();
      if (step) await settlements.run(() => takeStep(step));
      if (clock.doubt()) {
        await settlements.run(() => dropHeld('clock-doubt'));
        lastRound = { atMs: nowMs(), monotonicMs: performance.now() };
        endedMs = performance.now();
        return;
      }
      if (waiting.length >= MOST_WAITING) await waiting[0];
      const monotonicMs = performance.now();
      const pausedMs = monotonicMs - lastRound.monotonicMs;
      if (pausedMs > mostBetweenMs()) await settlements.run(() => takeSuspension(pausedMs));
      const { canaries } = watched.settings().collector;
      const round = await probeCanaries(canaries, canaryProbers, CANARY_TIMEOUT_MS, nowMs, stop);
      lastRound = { atMs: round.atMs, monotonicMs };
      waiting.push(judge(round));
    },
    end: async () => await settlements.run(end),
  };
}
