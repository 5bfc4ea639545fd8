import type { Reading } from '../../core/domain/probing.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import type { CanaryGate } from '../judge/canary-gate.ts';
import type { Observers } from '../observers.ts';
import type { Dispatcher } from '../scheduler/dispatcher.ts';
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

/** Takes readings as they come: they wait for a canary, and what they leave open is asked at once. */
export function createReadingTaker(tools: ReadingsTaken): (readings: readonly Reading[]) => void {
  const { canaryGate, statusStore, observers, dispatcher, metrics, nowMs } = tools;

  /** Whether it lives, and what others say of it, is then known as its outage is confirmed. */
  const askAround = (reading: Reading, isContrary: boolean) => {
    const { deviceId, indicator, outcome } = reading;
    for (const rung of statusStore.rungsToAsk(reading)) dispatcher.askNow(deviceId, rung);
    if (!isContrary || indicator !== 'reach' || outcome.ok) return;
    for (const witness of observers.witnessesOf(deviceId))
      dispatcher.askNow(witness.deviceId, witness.indicator);
  };

  const lookAgain = (reading: Reading) => {
    const atMs = statusStore.recheckAtMs(reading);
    askAround(reading, atMs !== undefined);
    if (atMs !== undefined) dispatcher.recheck(reading, atMs);
    else if (observers.wantsSecondLook(reading)) dispatcher.recheck(reading, reading.atMs + SECOND_LOOK_MS);
  };

  return (readings) => {
    const derived = observers.deriveReadings(readings);
    const all = [...readings, ...derived.map(({ reading }) => reading)];
    const { droppedCount } = canaryGate.hold(all, nowMs());
    metrics.camwatch_readings_dropped_total.labels('clock-step').inc(droppedCount);
    if (canaryGate.state() === 'blind') return;
    for (const reading of readings) lookAgain(reading);
    for (const { reading, source } of derived) {
      const atMs = statusStore.recheckAtMs(reading);
      if (atMs !== undefined) dispatcher.recheck(source, atMs);
    }
  };
}
