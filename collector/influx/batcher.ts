import { createLineBuffer, type LineBuffer } from './lines/line-buffer.ts';
import { createSerializer } from './lines/serializer.ts';
import { type Batch, packText, type Retention } from './queue/batch.ts';
import type { Pace } from './queue/delivery-queue.ts';

/** Gathers lines into batches: a full one goes at once, the others half a second after their first line. */
export interface Batcher {
  /** @param atMs As {@link Batch.oldestMs}. */
  readonly add: (way: Way, line: string, atMs: number) => void;
  /** Hands over what is gathered and settles when all of it was taken. */
  readonly flush: () => Promise<void>;
}

/** Lines that go the same way go together. */
export interface Way {
  readonly retention: Retention;
  readonly pace: Pace;
}

export interface BatcherOptions {
  /** Takes a batch; never throws. */
  readonly onBatch: (batch: Batch, pace: Pace) => Promise<void>;
  /** Points given up because packing or the disk could not keep up. */
  readonly onDropped: (points: number) => void;
  readonly batchLines?: number;
  readonly lingerMs?: number;
  readonly maxWaitingPoints?: number;
}

const BATCH_LINES = 5_000;
/** With packing and appending well under a second: what `kill -9` can take. */
const LINGER_MS = 500;
const MAX_WAITING_POINTS = 1_000_000;

interface OpenBatch extends Way {
  readonly buffer: LineBuffer;
  oldestMs: number;
}

export function createBatcher({
  onBatch,
  onDropped,
  batchLines = BATCH_LINES,
  lingerMs = LINGER_MS,
  maxWaitingPoints = MAX_WAITING_POINTS,
}: BatcherOptions): Batcher {
  const open = new Map<string, OpenBatch>();
  const oneByOne = createSerializer();
  let waitingPoints = 0;
  let timer: NodeJS.Timeout | undefined;

  function seal(key: string): Promise<void> {
    const batch = open.get(key);
    if (batch === undefined) return Promise.resolve();
    open.delete(key);
    const { buffer, oldestMs, retention, pace } = batch;
    const points = buffer.lines();
    if (waitingPoints + points > maxWaitingPoints) {
      onDropped(points);
      return Promise.resolve();
    }
    waitingPoints += points;
    return oneByOne(async () => {
      try {
        await onBatch(await packText(buffer.take(), { retention, points, oldestMs }), pace);
      } finally {
        waitingPoints -= points;
      }
    });
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    await Promise.all([...open.keys()].map(seal));
    await oneByOne(async () => undefined);
  }

  return {
    add: ({ retention, pace }, line, atMs) => {
      const key = `${retention} ${pace}`;
      let batch = open.get(key);
      if (batch === undefined) {
        batch = { retention, pace, buffer: createLineBuffer(), oldestMs: atMs };
        open.set(key, batch);
        timer ??= setTimeout(() => void flush(), lingerMs);
      }
      batch.buffer.add(line);
      batch.oldestMs = Math.min(batch.oldestMs, atMs);
      if (batch.buffer.lines() >= batchLines) void seal(key);
    },
    flush,
  };
}
