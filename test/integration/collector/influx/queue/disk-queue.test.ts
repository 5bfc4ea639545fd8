import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createDiskQueue, type DiskQueueOptions } from '#collector/influx/queue/disk-queue.ts';
import { batchOf, drain, fill } from '#test/support/batches.ts';
import { temporaryDir } from '#test/support/influx.ts';
import { PATIENCE } from '#test/support/patience.ts';

interface Opened {
  dir: string;
  dropped: number[];
  logged: { msg: string; [field: string]: unknown }[];
}

/** A queue in `dir`, closed with the test, with what it dropped and logged. */
async function openQueue(options: Partial<DiskQueueOptions> = {}) {
  const opened: Opened = { dir: options.dir ?? (await temporaryDir()), dropped: [], logged: [] };
  const queue = createDiskQueue({
    limitBytes: 1e9,
    logger: pino({}, { write: (line) => opened.logged.push(JSON.parse(line)) }),
    onDropped: (points) => opened.dropped.push(points),
    ...options,
    dir: opened.dir,
  });
  onTestFinished(() => queue.close());
  return { ...opened, queue };
}

const filesOf = async (dir: string) => (await readdir(dir)).sort();

describe('createDiskQueue', () => {
  test('gives batches back in the order they came, and removes what is acknowledged', async () => {
    const { queue, dir } = await openQueue({ segmentBytes: 100 });

    await fill(queue, 'a v=1 1', 'b v=1 1', 'c v=1 1', 'd v=1 1', 'e v=1 1');

    expect(queue.pendingPoints()).toBe(5);
    expect(await drain(queue)).toEqual(['a v=1 1', 'b v=1 1', 'c v=1 1', 'd v=1 1', 'e v=1 1']);
    expect(queue.pendingPoints()).toBe(0);
    expect(queue.pendingBytes()).toBe(0);
    await queue.close();
    expect(await filesOf(dir)).toEqual(['state.json']);
  });

  test('knows when everything before a place is acknowledged, in earlier files and runs too', async () => {
    const { queue, dir } = await openQueue({ segmentBytes: 100 });
    await fill(queue, 'a v=1 1', 'b v=1 1', 'c v=1 1');
    await queue.close();
    const again = (await openQueue({ dir, segmentBytes: 100 })).queue;
    await fill(again, 'd v=1 1', 'e v=1 1');
    const end = await again.end();
    await fill(again, 'f v=1 1');

    const done: boolean[] = [];
    for (;;) {
      const taken = await again.takeOldest(0);
      if (taken === undefined) break;
      done.push(again.isDoneBefore(end));
      again.acknowledge(taken.ticket);
    }

    expect(done).toEqual([false, false, false, false, false, true]);
    expect(again.isDoneBefore(await again.end())).toBe(true);
  });

  test('gives a batch to one taker only, until it is given back', async () => {
    const { queue } = await openQueue();
    await fill(queue, 'a v=1 1');

    const first = await queue.takeOldest(0);
    expect(await queue.takeOldest(0)).toBeUndefined();
    if (first) queue.release(first.ticket, 500);

    expect(await queue.takeOldest(499)).toBeUndefined();
    expect((await queue.takeOldest(500))?.batch).toEqual(first?.batch);
  });

  test('holds an appended batch for the one who appended it', async () => {
    const { queue } = await openQueue();

    const ticket = await queue.append(await batchOf('a v=1 1'));

    expect(await queue.takeOldest(0)).toBeUndefined();
    queue.acknowledge(ticket);
    expect(queue.pendingPoints()).toBe(0);
  });

  test('goes on after a restart with what was not acknowledged', async () => {
    const first = await openQueue({ segmentBytes: 100 });
    await fill(first.queue, 'a v=1 1', 'b v=1 1', 'c v=1 1', 'd v=1 1');
    const a = await first.queue.takeOldest(0);
    await first.queue.takeOldest(0);
    const c = await first.queue.takeOldest(0);
    if (a && c) for (const { ticket } of [a, c]) first.queue.acknowledge(ticket);
    await first.queue.close();

    const { queue } = await openQueue({ dir: first.dir });

    expect(await drain(queue)).toEqual(['b v=1 1', 'd v=1 1']);
  });

  test('knows what a segment holds without reading it again', async () => {
    const first = await openQueue();
    await first.queue.append(await batchOf('a v=1 1', 'b v=1 1', 'c v=1 1'));
    await first.queue.close();

    const { queue } = await openQueue({ dir: first.dir });
    await queue.append(await batchOf('d v=1 1'));

    expect(queue.pendingPoints()).toBe(4);
  });

  test('knows what an earlier run left before anything is asked of it', async () => {
    const first = await openQueue();
    await fill(first.queue, 'a v=1 1', 'b v=1 1');
    await first.queue.close();

    const { queue } = await openQueue({ dir: first.dir });

    await vi.waitFor(() => expect(queue.pendingPoints()).toBe(2), PATIENCE);
    expect(queue.pendingBytes()).toBeGreaterThan(72);
  });

  test('finds batches that no state file speaks of, as after kill -9', async () => {
    const first = await openQueue();
    await fill(first.queue, 'a v=1 1', 'b v=1 1');
    const copy = await temporaryDir();
    await writeFile(join(copy, '000000000001.seg'), await readFile(join(first.dir, '000000000001.seg')));

    const { queue } = await openQueue({ dir: copy });

    expect(await drain(queue)).toEqual(['a v=1 1', 'b v=1 1']);
  });

  test('never gives a new file a number that the state file knows', async () => {
    const dir = await temporaryDir();
    const segments = [{ sequence: 7, sizeBytes: 50, pendingPoints: 1, acknowledged: [0] }];
    await writeFile(join(dir, 'state.json'), JSON.stringify({ version: 1, next_sequence: 3, segments }));

    const { queue } = await openQueue({ dir });
    await fill(queue, 'a v=1 1');

    expect(await filesOf(dir)).toContain('000000000008.seg');
    expect(await drain(queue)).toEqual(['a v=1 1']);
  });

  test('delivers what is whole of a torn segment and sets the file aside', async () => {
    const first = await openQueue();
    await fill(first.queue, 'a v=1 1', 'b v=1 1');
    await first.queue.close();
    const path = join(first.dir, '000000000001.seg');
    await truncate(path, (await readFile(path)).length - 1);

    const { queue, dir, logged } = await openQueue({ dir: first.dir });
    const lines = await drain(queue);
    await queue.close();

    expect(lines).toEqual(['a v=1 1']);
    expect(await filesOf(dir)).toEqual(['000000000001.seg.corrupt', 'state.json']);
    expect(logged).toMatchObject([
      {
        segment: path,
        msg: 'queue segment is damaged: what can be read of it is delivered, then the file is set aside as .corrupt',
      },
    ]);
  });

  test.each([
    ['the packed lines', 0.6],
    ['a header', 0.4],
  ])('loses one batch to a flipped bit in %s, and delivers the others', async (_name, place) => {
    const first = await openQueue();
    await fill(first.queue, 'a v=1 1', 'b v=1 1', 'c v=1 1');
    await first.queue.close();
    const path = join(first.dir, '000000000001.seg');
    const bytes = await readFile(path);
    const flipped = Math.floor(bytes.length * place);
    bytes[flipped] = (bytes[flipped] ?? 0) ^ 1;
    await writeFile(path, bytes);

    const { queue, dir, dropped } = await openQueue({ dir: first.dir });

    expect(await drain(queue)).toEqual(['a v=1 1', 'c v=1 1']);
    expect(dropped).toEqual([1]);
    expect(queue.pendingPoints()).toBe(0);
    expect(await filesOf(dir)).toContain('000000000001.seg.corrupt');
  });

  test('counts the points of a batch that is damaged', async () => {
    const first = await openQueue();
    await first.queue.append(await batchOf('a v=1 1', 'b v=1 1'));
    await first.queue.close();
    const path = join(first.dir, '000000000001.seg');
    const bytes = await readFile(path);
    bytes.fill(0, bytes.length - 4);
    await writeFile(path, bytes);

    const { queue, dropped } = await openQueue({ dir: first.dir });

    expect(await drain(queue)).toEqual([]);
    expect(dropped).toEqual([2]);
  });

  test('goes on when a segment vanishes', async () => {
    const { queue, dir, dropped } = await openQueue({ segmentBytes: 100 });
    await fill(queue, 'a v=1 1', 'b v=1 1', 'c v=1 1', 'd v=1 1', 'e v=1 1');
    await rm(join(dir, '000000000001.seg'));

    expect(await drain(queue)).toEqual(['c v=1 1', 'd v=1 1', 'e v=1 1']);
    expect(dropped).toEqual([2]);
  });

  test.each([
    ['zeroes', Buffer.alloc(5_000)],
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('this is no segment\n'.repeat(20))],
  ])('starts with a segment of %s', async (_name, content) => {
    const dir = await temporaryDir();
    await writeFile(join(dir, '000000000004.seg'), content);
    await writeFile(join(dir, 'state.json'), content);

    const { queue } = await openQueue({ dir });
    await fill(queue, 'a v=1 1');

    expect(await drain(queue)).toEqual(['a v=1 1']);
  });

  test('drops the oldest points at its limit, counts them and says so once', async () => {
    const { queue, dropped, logged } = await openQueue({ limitBytes: 1_000, segmentBytes: 250 });

    const names = Array.from({ length: 60 }, (_, index) => `m${index} v=1 1`);
    await fill(queue, ...names);

    const kept = await drain(queue);
    expect(kept).toEqual(names.slice(-kept.length));
    expect(kept.length).toBeGreaterThan(5);
    expect(dropped.reduce((sum, points) => sum + points, 0)).toBe(60 - kept.length);
    expect(logged.map(({ msg }) => msg)).toEqual(['queue is at its limit: the oldest points are dropped']);
  });

  test('counts a batch that was dropped while somebody held it when it comes back', async () => {
    const { queue, dropped } = await openQueue({ limitBytes: 1_000, segmentBytes: 250 });
    const ticket = await queue.append(await batchOf('held v=1 1', 'held v=1 2'));

    await fill(queue, ...Array.from({ length: 20 }, (_, index) => `m${index} v=1 1`));
    const before = dropped.reduce((sum, points) => sum + points, 0);
    queue.release(ticket);

    expect(dropped.reduce((sum, points) => sum + points, 0) - before).toBe(2);
  });

  test('throws what the disk says, and works again when the disk does', async () => {
    const parent = await temporaryDir();
    await writeFile(join(parent, 'file'), '');
    const { queue } = await openQueue({ dir: join(parent, 'file', 'queue') });

    await expect(queue.append(await batchOf('a v=1 1'))).rejects.toThrow('ENOTDIR');
    await expect(queue.takeOldest(0)).rejects.toThrow('ENOTDIR');
  });

  test('writes its state down every second', async () => {
    const { queue, dir } = await openQueue();
    await fill(queue, 'a v=1 1');
    await drain(queue);

    await vi.waitFor(
      async () =>
        expect(JSON.parse(await readFile(join(dir, 'state.json'), 'utf8'))).toMatchObject({
          next_sequence: 2,
          segments: [{ sequence: 1, pendingPoints: 0, acknowledged: [0] }],
        }),
      PATIENCE,
    );
  });

  test('takes nothing after it was closed', async () => {
    const { queue, dir } = await openQueue();
    await queue.close();

    await expect(queue.append(await batchOf('a v=1 1'))).rejects.toThrow(`the queue ${dir} is closed`);
  });
});
