import { type Batch, packText, type Retention } from './batch.ts';
import { createLineBuffer, type LineBuffer } from './line-buffer.ts';
import { createSerializer } from './serializer.ts';

/** Gathers lines into batches: a full one goes at once, the others half a second after their first line. */
export interface Batcher {
  readonly add: (retention: Retention, line: string, atMs: number) => void;
  /** Hands over what is gathered and settles when all of it was taken. */
  readonly flush: () => Promise<void>;
}

export interface BatcherOptions {
  /** Takes a batch; never throws. */
  readonly onBatch: (batch: Batch) => Promise<void>;
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

interface OpenBatch {
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
  const open = new Map<Retention, OpenBatch>();
  const oneByOne = createSerializer();
  let waitingPoints = 0;
  let timer: NodeJS.Timeout | undefined;

  function seal(retention: Retention): Promise<void> {
    const batch = open.get(retention);
    if (batch === undefined) return Promise.resolve();
    open.delete(retention);
    const { buffer, oldestMs } = batch;
    const points = buffer.lines();
    if (waitingPoints + points > maxWaitingPoints) {
      onDropped(points);
      return Promise.resolve();
    }
    waitingPoints += points;
    return oneByOne(async () => {
      try {
        await onBatch(await packText(buffer.take(), { retention, points, oldestMs }));
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
    add: (retention, line, atMs) => {
      let batch = open.get(retention);
      if (batch === undefined) {
        batch = { buffer: createLineBuffer(), oldestMs: atMs };
        open.set(retention, batch);
        timer ??= setTimeout(() => void flush(), lingerMs);
      }
      batch.buffer.add(line);
      batch.oldestMs = Math.min(batch.oldestMs, atMs);
      if (batch.buffer.lines() >= batchLines) void seal(retention);
    },
    flush,
  };
}
