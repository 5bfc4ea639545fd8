import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createSettlements } from '#collector/watching/settlements.ts';
import { createSight, type SightOptions } from '#collector/watching/sight.ts';
import { finish } from '#core/host/in-slices.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';

/** A sight whose rounds are judged only when the test lets them; canaries answer as `answers` says, good ones where it ends. */
function sightOf({ answers = [] as readonly boolean[], state = 'seeing' } = {}) {
  const held = Promise.withResolvers<void>();
  let rounds = 0;
  const told: string[] = [];
  const settings = {
    collector: { canaryIntervalMs: 1_000, canaries: [{ address: '127.0.0.1', expect: 'answer' }] },
  };
  const icmp = {
    mode: 'batch',
    lanes: 1,
    maxBatch: 1,
    deadlineMs: () => 60_000,
    probe: async () => [{ ok: answers[rounds++] ?? true, detail: '' }],
  };
  const settlements = createSettlements(async (steps) => {
    await held.promise;
    finish(steps);
  });
  const lose = (end: string) => void told.push(end);
  const sight = createSight({
    ...{ watched: { settings: () => settings }, clock: createClock(), startedMs: 0, settlements },
    canaryProbers: { icmp, tcp: icmp, fallbackPort: 80 },
    canaryGate: {
      state: () => state,
      goodCanary: () => {
        told.push('good');
        return { isReturn: false };
      },
      lose,
    },
    judgment: { settle: () => [] },
    observers: { lookDaily: () => undefined },
    ...{ metrics: createMetrics(), logger: pino({ level: 'silent' }), stop: new AbortController().signal },
    onFailure: (error: unknown) => {
      throw error;
    },
  } as unknown as SightOptions);
  const judgeAll = async () => {
    held.resolve();
    await settlements.run(() => undefined);
  };
  return { sight, settlements, told, judgeAll, rounds: () => rounds };
}

test('the next round of canaries does not wait until the one before is judged', async () => {
  const { sight, rounds } = sightOf();

  await sight.look();
  await sight.look();

  expect(rounds()).toBe(2);
});

test('good rounds that wait are judged as one', async () => {
  const { sight, told, judgeAll } = sightOf();
  for (let round = 0; round < 5; round++) await sight.look();

  await judgeAll();

  // The first of them was under way.
  expect(told).toEqual(['good', 'good']);
});

test('a bad round is judged between those before and those behind it', async () => {
  const { sight, told, judgeAll } = sightOf({ answers: [true, true, true, false, true, true] });
  for (let round = 0; round < 6; round++) await sight.look();

  await judgeAll();

  expect(told).toEqual(['good', 'good', 'blind', 'good']);
});

test('what came between good rounds finds the first of them judged', async () => {
  const { sight, settlements, told, judgeAll } = sightOf();
  for (let round = 0; round < 3; round++) await sight.look();
  void settlements.run(() => void told.push('reload'));
  for (let round = 0; round < 3; round++) await sight.look();

  await judgeAll();

  expect(told).toEqual(['good', 'good', 'reload', 'good']);
});

test('each of the rounds that sight may return with is judged', async () => {
  const { sight, told, judgeAll } = sightOf({ state: 'blind' });
  for (let round = 0; round < 4; round++) await sight.look();

  await judgeAll();

  expect(told).toEqual(['good', 'good', 'good', 'good']);
});
