import type { Reading } from '../../core/domain/probing.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import type { CanaryGate } from '../judge/canary-gate.ts';
import type { Observers } from '../observers.ts';
import { createBudget } from '../probing/budget.ts';
import { ASKED_PER_SECOND, type Dispatcher } from '../scheduler/dispatcher.ts';
import type { StatusStore } from '../scheduler/status-store.ts';

export interface ReadingsTaken {
  readonly canaryGate: Pick<CanaryGate, 'hold' | 'state'>;
  readonly statusStore: Pick<StatusStore, 'recheckAtMs' | 'rungsToAsk'>;
  readonly observers: Pick<Observers, 'deriveReadings' | 'wantsSecondLook' | 'witnessesOf'>;
  readonly dispatcher: Pick<Dispatcher, 'recheck' | 'askNow'>;
  readonly metrics: Metrics;
  readonly nowMs: () => number;
}

/** A port that is found dark is looked at again so soon. */
const SECOND_LOOK_MS = seconds(5);

export interface ReadingTaker {
  /** Takes readings as they come: they wait for a canary, and whoever else may know is asked at once. */
  readonly take: (readings: readonly Reading[]) => void;
  /** Repeats what judged readings leave open. A canary has vouched for them: a blind collector probes nobody twice. */
  readonly repeatOpen: (judged: readonly Reading[]) => void;
}

export function createReadingTaker(tools: ReadingsTaken): ReadingTaker {
  const { canaryGate, statusStore, observers, dispatcher, metrics, nowMs } = tools;
  /** Of each reading that was derived, whose check tells of it. */
  const sources = new WeakMap<Reading, Reading>();

  // Nobody is looked up who would not be asked: in a storm that takes seconds.
  const mayAskAbout = createBudget(ASKED_PER_SECOND, nowMs);
  /** Whether it lives, and what others say of it, is then known as its outage is confirmed. */
  const askAround = (reading: Reading) => {
    if (mayAskAbout.isSpent()) return;
    const { deviceId, indicator, outcome } = reading;
    const rungs = statusStore.rungsToAsk(reading);
    const isOpen = indicator === 'reach' && !outcome.ok && statusStore.recheckAtMs(reading) !== undefined;
    if ((rungs.length === 0 && !isOpen) || !mayAskAbout()) return;
    for (const rung of rungs) dispatcher.askNow(deviceId, rung);
    for (const witness of isOpen ? observers.witnessesOf(deviceId) : [])
      dispatcher.askNow(witness.deviceId, witness.indicator);
  };

  return {
    take: (readings) => {
      const derived = observers.deriveReadings(readings);
      for (const { reading, source } of derived) sources.set(reading, source);
      const all = [...readings, ...derived.map(({ reading }) => reading)];
      const { droppedCount } = canaryGate.hold(all, nowMs());
      metrics.camwatch_readings_dropped_total.labels('clock-step').inc(droppedCount);
      if (canaryGate.state() === 'blind') return;
      for (const reading of readings) {
        askAround(reading);
        if (observers.wantsSecondLook(reading)) dispatcher.recheck(reading, reading.atMs + SECOND_LOOK_MS);
      }
    },
    repeatOpen: (judged) => {
      for (const reading of judged) {
        const atMs = statusStore.recheckAtMs(reading);
        if (atMs !== undefined) dispatcher.recheck(sources.get(reading) ?? reading, atMs);
      }
    },
  };
}
