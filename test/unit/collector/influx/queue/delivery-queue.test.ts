import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createDeliveryQueue } from '#collector/influx/queue/delivery-queue.ts';
import type { DiskQueue, QueuedBatch } from '#collector/influx/queue/disk-queue.ts';
import { batchOf } from '#test/support/batches.ts';

const running = new AbortController().signal;

/** A disk in memory that can be full. */
function fakeDisk() {
  const entries = new Map<number, { queued: QueuedBatch; isHeld: boolean; notBeforeMs: number }>();
  const disk = { isFull: false, appended: 0 };
  const queue: DiskQueue = {
    append: async (batch) => {
      if (disk.isFull) throw new Error('ENOSPC: no space left on device, write');
      disk.appended += 1;
      const ticket = { sequence: 1, offset: disk.appended, points: batch.points };
      entries.set(ticket.offset, { queued: { batch, ticket }, isHeld: true, notBeforeMs: 0 });
      return ticket;
    },
    takeOldest: async (dueBeforeMs) => {
      for (const entry of entries.values()) {
        if (entry.isHeld || entry.notBeforeMs > dueBeforeMs) continue;
        entry.isHeld = true;
        return entry.queued;
      }
      return undefined;
    },
    release: ({ offset }, notBeforeMs = 0) => {
      const entry = entries.get(offset);
      if (entry) Object.assign(entry, { isHeld: false, notBeforeMs });
    },
    acknowledge: ({ offset }) => void entries.delete(offset),
    end: async () => ({ sequence: 1, offset: disk.appended + 1 }),
    isDoneBefore: ({ offset }) => entries.keys().every((waiting) => waiting >= offset),
    pendingBytes: () => 0,
    pendingPoints: () => [...entries.values()].reduce((sum, { queued }) => sum + queued.batch.points, 0),
    close: async () => undefined,
  };
  return { disk, queue };
}

function setUp({ freshBytes = 1e6, memoryBytes = 1e6, replayBytesPerSecond = 1e6 } = {}) {
  const { disk, queue: onDisk } = fakeDisk();
  const logged: string[] = [];
  let droppedPoints = 0;
  let nowMs = 0;
  const queue = createDeliveryQueue({
    disk: onDisk,
    ...{ freshBytes, memoryBytes },
    replayBytesPerSecond,
    logger: pino({}, { write: (line) => logged.push(JSON.parse(line).msg) }),
    onDropped: (points) => {
      droppedPoints += points;
    },
    nowMs: () => nowMs,
  });
  return {
    disk,
    onDisk,
    queue,
    logged,
    droppedPoints: () => droppedPoints,
    advance: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('createDeliveryQueue', () => {
  test('puts every batch on disk before it can be taken', async () => {
    const { disk, queue } = setUp();

    await queue.offer(await batchOf('a v=1 1'));

    expect(disk.appended).toBe(1);
    expect((await queue.take({ eager: false }, running))?.ticket?.offset).toBe(1);
  });

  test('takes what is fresh before the backlog', async () => {
    const { queue, onDisk } = setUp();
    const [old, fresh] = [await batchOf('old v=1 1'), await batchOf('fresh v=1 2')];
    onDisk.release(await onDisk.append(old));
    await queue.offer(fresh);

    expect((await queue.take({ eager: false }, running))?.batch).toBe(fresh);
    expect((await queue.take({ eager: false }, running))?.batch).toBe(old);
  });

  test('leaves what has no room in memory to the disk, and loses nothing', async () => {
    const first = await batchOf('a v=1 1');
    const { queue, droppedPoints } = setUp({ freshBytes: first.body.length * 2 });

    for (const batch of [first, await batchOf('b v=1 1'), await batchOf('c v=1 1')]) await queue.offer(batch);

    expect(queue.activeBatches()).toBe(2);
    expect(queue.pendingPoints()).toBe(3);
    expect(droppedPoints()).toBe(0);
  });

  test('a full disk is said once; points wait in memory, and are dropped and counted when that is full', async () => {
    const first = await batchOf('a v=1 1');
    const { disk, queue, logged, droppedPoints } = setUp({ memoryBytes: first.body.length * 2 });
    disk.isFull = true;

    for (const batch of [first, await batchOf('b v=1 1'), await batchOf('c v=1 1')]) await queue.offer(batch);

    expect(droppedPoints()).toBe(1);
    expect(queue.pendingPoints()).toBe(2);
    expect(logged).toEqual(['the queue cannot be written to disk: points wait in memory only']);
    disk.isFull = false;
    await queue.offer(await batchOf('d v=1 1'));
    expect(logged.at(-1)).toBe('the queue is written to disk again');
  });

  test('a batch in memory only is not counted any more once it is delivered', async () => {
    const { disk, queue } = setUp();
    disk.isFull = true;
    await queue.offer(await batchOf('a v=1 1'));

    const delivery = await queue.take({ eager: false }, running);
    expect(queue.pendingPoints()).toBe(1);
    if (delivery) queue.done(delivery);

    expect(queue.pendingPoints()).toBe(0);
    expect(queue.activeBatches()).toBe(0);
  });

  test('brings to disk what waited in memory as soon as the disk works again', async () => {
    const { disk, queue, onDisk } = setUp();
    disk.isFull = true;
    await queue.offer(await batchOf('a v=1 1'));
    disk.isFull = false;

    await queue.offer(await batchOf('b v=1 1'));

    expect(disk.appended).toBe(2);
    expect(onDisk.pendingPoints()).toBe(2);
    expect(queue.pendingPoints()).toBe(2);
  });

  test('counts in the end what neither InfluxDB nor the disk took', async () => {
    const { disk, queue, logged, droppedPoints } = setUp();
    disk.isFull = true;
    await queue.offer(await batchOf('a v=1 1', 'b v=1 1'));

    await queue.close();

    expect(droppedPoints()).toBe(2);
    expect(queue.pendingPoints()).toBe(0);
    expect(logged.at(-1)).toBe('points are lost: neither InfluxDB nor the disk took them');
  });

  test('replays the backlog no faster than its rate', async () => {
    const { queue, onDisk, advance } = setUp({ replayBytesPerSecond: 10 });
    for (const name of ['a', 'b', 'c'])
      onDisk.release(await onDisk.append(await batchOf(`${name} v=1 1234567890`)));
    const stopping = new AbortController();

    expect(await queue.take({ eager: false }, running)).toBeDefined();
    const waiting = queue.take({ eager: false }, stopping.signal);
    stopping.abort();
    expect(await waiting).toBeUndefined();

    advance(2_000);
    expect(await queue.take({ eager: false }, running)).toBeDefined();
  });

  test('leaves the backlog to others for a writer that is kept for what is fresh', async () => {
    const { queue, onDisk } = setUp();
    onDisk.release(await onDisk.append(await batchOf('late v=1 1')));

    const taking = queue.take({ eager: false, isFreshOnly: true }, running);
    await queue.offer(await batchOf('fresh v=1 2', 'fresh v=1 3'));

    expect((await taking)?.batch.points).toBe(2);
    expect((await queue.take({ eager: false }, running))?.batch.points).toBe(1);
  });

  test('takes a batch that was put back when its time has come, or at once when it is eager', async () => {
    const { queue, advance } = setUp();
    await queue.offer(await batchOf('a v=1 1'));
    const putBackNext = async (eager: boolean) => {
      const delivery = await queue.take({ eager }, running);
      if (delivery) queue.putBack(delivery, 5_000);
    };
    await putBackNext(false);
    await putBackNext(true);

    const stopping = new AbortController();
    const waiting = queue.take({ eager: false }, stopping.signal);
    stopping.abort();
    expect(await waiting).toBeUndefined();
    advance(5_000);

    expect(await queue.take({ eager: false }, running)).toBeDefined();
  });

  test('stops waiting when it is told to', async () => {
    const { queue } = setUp();
    const stopping = new AbortController();
    const waiting = queue.take({ eager: false }, stopping.signal);

    stopping.abort();

    expect(await waiting).toBeUndefined();
  });
});
