import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Batch } from '#collector/influx/queue/batch.ts';
import type { Delivery, DeliveryQueue } from '#collector/influx/queue/delivery-queue.ts';
import { createSender, type SenderOptions } from '#collector/influx/queue/sender.ts';
import type { WriteResult } from '#collector/influx/queue/write-request.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { seconds } from '#core/time/units.ts';
import { batchOf } from '#test/support/batches.ts';

const DEADLINE_MS = seconds(15);
const FAILED: WriteResult = { kind: 'failed', message: 'no answer', isReached: true };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A queue that always has something to send. */
function endlessQueue(batch: Batch): DeliveryQueue {
  const delivery: Delivery = { batch, ticket: undefined };
  return {
    offer: async () => undefined,
    take: async () => delivery,
    putBack: () => undefined,
    done: () => undefined,
    mark: async () => 'all',
    isSettled: () => true,
    activeBatches: () => 0,
    pendingPoints: () => 0,
    pendingBytes: () => 0,
    close: async () => undefined,
  };
}

/** Takes connections and answers nothing until it is back; then it answers those that still wait. */
function hangingServer(backMs: number) {
  let answeredMs: number | undefined;
  return {
    answeredMs: () => answeredMs,
    post: (_batch: Batch, stop: AbortSignal): Promise<WriteResult> => {
      const { promise, resolve, reject } = Promise.withResolvers<WriteResult>();
      stop.addEventListener('abort', () => reject(stop.reason), { once: true });
      const answerInMs = Math.max(1, backMs - Date.now());
      if (answerInMs > DEADLINE_MS) setTimeout(() => resolve(FAILED), DEADLINE_MS);
      else
        setTimeout(() => {
          answeredMs ??= Date.now();
          resolve({ kind: 'written' });
        }, answerInMs);
      return promise;
    },
  };
}

const startSender = (options: Pick<SenderOptions, 'queue' | 'post'>) =>
  createSender({
    onMode: () => undefined,
    ...options,
    prepare: async () => undefined,
    rejections: { setAside: () => undefined, noteExpired: () => undefined },
    controlLine: () => undefined,
    onDropped: () => undefined,
    onWritten: () => undefined,
    metrics: createMetrics(),
    logger: pino({ level: 'silent' }),
    random: () => 1,
  });

test.each([47, 65, 85, 110, 135])(
  'after a server hung for %i s it is written to at once',
  async (hangSeconds) => {
    const batch = await batchOf('a v=1 1');
    const backMs = Date.now() + seconds(hangSeconds);
    const server = hangingServer(backMs);
    const sender = startSender({ queue: endlessQueue(batch), post: server.post });

    await vi.advanceTimersByTimeAsync(seconds(hangSeconds) + 1);

    expect(server.answeredMs()).toBe(backMs);
    expect(sender.state().mode).toBe('writing');
    await sender.close(0);
  },
);

test('what the writer for the present could not bring is tried again after the pause, while nothing else comes', async () => {
  const delivery: Delivery = { batch: await batchOf('a v=1 1'), ticket: undefined };
  let isFresh = true;
  const queue: DeliveryQueue = {
    ...endlessQueue(delivery.batch),
    take: async ({ eager, isFreshOnly }, stop) => {
      if (eager || (isFreshOnly && isFresh)) {
        isFresh = false;
        return delivery;
      }
      const { promise, resolve } = Promise.withResolvers<undefined>();
      stop.addEventListener('abort', () => resolve(undefined), { once: true });
      return promise;
    },
  };
  const startMs = Date.now();
  const postedMs: number[] = [];
  const post = async (): Promise<WriteResult> => {
    postedMs.push(Date.now() - startMs);
    return postedMs.length > 1 ? { kind: 'written' } : FAILED;
  };
  const sender = startSender({ queue, post });

  await vi.advanceTimersByTimeAsync(seconds(2));

  expect(postedMs).toEqual([0, 250]);
  await sender.close(0);
});
