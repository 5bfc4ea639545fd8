import { expect, test } from 'vitest';
import { createReadingTaker } from '#collector/watching/take-readings.ts';
import type { Reading } from '#core/domain/probing.ts';
import { createMetrics } from '#core/names/metrics.ts';

function taker() {
  const asked: string[] = [];
  const lookedUp: string[] = [];
  const time = { ms: 0 };
  const { take } = createReadingTaker({
    canaryGate: { hold: () => ({ droppedCount: 0 }), state: () => 'seeing' },
    statusStore: { recheckAtMs: () => 1, rungsToAsk: () => ['service'] },
    observers: {
      deriveReadings: () => [],
      wantsSecondLook: () => false,
      witnessesOf: (deviceId) => {
        lookedUp.push(deviceId);
        return [{ deviceId: 'switch-1', indicator: 'service' }];
      },
    },
    dispatcher: { recheck: () => undefined, askNow: (deviceId) => void asked.push(deviceId) },
    metrics: createMetrics(),
    nowMs: () => time.ms,
  });
  return { asked, lookedUp, time, take };
}

const silent = (count: number): Reading[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ deviceId: `cam-${index}`, indicator: 'reach', atMs: 0, endMs: 0 },
    outcome: { ok: false, reason: 'timeout', detail: '' },
  }));

test('of one that is silent its own rungs and its witnesses are asked', () => {
  const { asked, take } = taker();

  take(silent(1));

  expect(asked).toEqual(['cam-0', 'switch-1']);
});

test('a storm is asked about for some, and nobody is looked up for the rest', () => {
  const { lookedUp, time, take } = taker();

  take(silent(50_000));
  expect(lookedUp).toHaveLength(20);

  time.ms += 1_000;
  take(silent(50_000));
  expect(lookedUp).toHaveLength(40);
});
