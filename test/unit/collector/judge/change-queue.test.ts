import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { createChangeQueue } from '#collector/judge/change-queue.ts';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { change } from '#test/support/temp-ledger.ts';

const covered = (toMs: number): ChangeBatch => ({ changes: [], coverage: [{ fromMs: 0, toMs }] });

test('what is on record ends where the last batch ends that is on disk, not the last that was handed over', async () => {
  const waiting: (() => void)[] = [];
  const queue = createChangeQueue({
    sink: { record: () => new Promise((resolve) => void waiting.push(resolve)) },
    metrics: createMetrics(),
    logger: pino({ level: 'silent' }),
    stop: new AbortController().signal,
  });
  expect(queue.recordedUntilMs()).toBeUndefined();

  queue.hand(covered(10_000));
  queue.hand({ changes: [] });
  queue.hand(covered(20_000));
  expect(queue.recordedUntilMs()).toBeUndefined();

  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  waiting.shift()?.();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  expect(queue.recordedUntilMs()).toBe(10_000);

  waiting.shift()?.();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  expect(queue.recordedUntilMs()).toBe(10_000);

  waiting.shift()?.();
  await queue.drain();
  expect(queue.recordedUntilMs()).toBe(20_000);
});

test('many changes go in parts, and the coverage that rests on them with the last', async () => {
  const taken: ChangeBatch[] = [];
  const queue = createChangeQueue({
    sink: { record: async (batch) => void taken.push(batch) },
    metrics: createMetrics(),
    logger: pino({ level: 'silent' }),
    stop: new AbortController().signal,
  });
  const changes = Array.from({ length: 1_200 }, (_, index) => change(`device:cam-${index}`, 'down', 1));

  queue.hand({ ...covered(10_000), changes });
  expect(queue.pending()).toBe(3);
  await queue.drain();

  expect(taken.map((batch) => [batch.changes.length, batch.coverage?.length])).toEqual([
    [500, undefined],
    [500, undefined],
    [200, 1],
  ]);
  expect(taken.flatMap((batch) => batch.changes)).toEqual(changes);
});
