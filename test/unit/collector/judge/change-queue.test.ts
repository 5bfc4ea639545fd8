import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { createOutlet } from '#collector/judge/change-queue.ts';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import { createMetrics } from '#core/names/metrics.ts';

const covered = (toMs: number): ChangeBatch => ({ changes: [], coverage: [{ fromMs: 0, toMs }] });

test('what is on record ends where the last batch ends that is on disk, not the last that was handed over', async () => {
  const waiting: (() => void)[] = [];
  const outlet = createOutlet({
    sink: { record: () => new Promise((resolve) => void waiting.push(resolve)) },
    metrics: createMetrics(),
    logger: pino({ level: 'silent' }),
    stop: new AbortController().signal,
  });
  expect(outlet.recordedUntilMs()).toBeUndefined();

  outlet.hand(covered(10_000));
  outlet.hand({ changes: [] });
  outlet.hand(covered(20_000));
  expect(outlet.recordedUntilMs()).toBeUndefined();

  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  waiting.shift()?.();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  expect(outlet.recordedUntilMs()).toBe(10_000);

  waiting.shift()?.();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  expect(outlet.recordedUntilMs()).toBe(10_000);

  waiting.shift()?.();
  await outlet.drain();
  expect(outlet.recordedUntilMs()).toBe(20_000);
});
