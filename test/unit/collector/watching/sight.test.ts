import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createSight, type SightOptions } from '#collector/watching/sight.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';

/** A sight whose rounds are judged only when the test lets them. */
function sightOf() {
  const judged: (() => void)[] = [];
  let rounds = 0;
  const settings = {
    collector: { canaryIntervalMs: 1_000, canaries: [{ address: '127.0.0.1', expect: 'answer' }] },
  };
  const icmp = {
    mode: 'batch',
    lanes: 1,
    maxBatch: 1,
    deadlineMs: () => 60_000,
    probe: async () => {
      rounds++;
      return [{ ok: true }];
    },
  };
  const sight = createSight({
    ...{ watched: { settings: () => settings }, clock: createClock(), startedMs: 0 },
    canaryProbers: { icmp, tcp: icmp, fallbackPort: 80 },
    settlements: { run: () => new Promise<void>((resolve) => void judged.push(resolve)) },
    ...{ metrics: createMetrics(), logger: pino({ level: 'silent' }), stop: new AbortController().signal },
    onFailure: (error: unknown) => {
      throw error;
    },
  } as unknown as SightOptions);
  return { sight, judged, rounds: () => rounds };
}

test('the next round of canaries does not wait until the one before is judged', async () => {
  const { sight, rounds } = sightOf();

  await sight.look();
  await sight.look();

  expect(rounds()).toBe(2);
});

test('far behind it sends no more until one is judged', async () => {
  const { sight, judged, rounds } = sightOf();
  for (let round = 0; round < 4; round++) await sight.look();

  const next = sight.look();
  await new Promise(setImmediate);
  expect(rounds()).toBe(4);

  judged[0]?.();
  await next;
  expect(rounds()).toBe(5);
});
