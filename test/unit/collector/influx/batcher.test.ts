import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBatcher } from '#collector/influx/batcher.ts';
import { type Batch, unpackLines } from '#collector/influx/queue/batch.ts';

const RAW = { retention: 'raw', pace: 'fresh' } as const;
const LONG = { retention: 'long', pace: 'fresh' } as const;

function setUp(options: { batchLines?: number; maxWaitingPoints?: number; gate?: Promise<void> } = {}) {
  const batches: Batch[] = [];
  const dropped: number[] = [];
  const batcher = createBatcher({
    onBatch: async (batch) => {
      await options.gate;
      batches.push(batch);
    },
    onDropped: (points) => dropped.push(points),
    ...options,
  });
  return { batcher, batches, dropped };
}

describe('createBatcher', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test('hands over a full batch at once', async () => {
    const { batcher, batches } = setUp({ batchLines: 2 });

    for (const line of ['a v=1 30', 'b v=1 10', 'c v=1 20']) batcher.add(RAW, line, Number(line.slice(6)));
    await vi.waitFor(() => expect(batches).toHaveLength(1));

    expect(batches).toMatchObject([{ retention: 'raw', points: 2, textBytes: 17, oldestMs: 10 }]);
    expect(await unpackLines(batches[0] as Batch)).toEqual(['a v=1 30', 'b v=1 10']);
  });

  test('hands over the others half a second after their first line', async () => {
    const { batcher, batches } = setUp();
    batcher.add(RAW, 'a v=1 1', 1);

    vi.advanceTimersByTime(499);
    batcher.add(RAW, 'b v=1 1', 1);
    expect(batches).toEqual([]);
    vi.advanceTimersByTime(1);

    await vi.waitFor(() => expect(batches).toMatchObject([{ points: 2 }]));
    vi.advanceTimersByTime(60_000);
    await batcher.flush();
    expect(batches).toHaveLength(1);
  });

  test('keeps the policies apart', async () => {
    const { batcher, batches } = setUp();

    batcher.add(RAW, 'a v=1 1', 1);
    batcher.add(LONG, 'b v=1 1', 1);
    await batcher.flush();

    expect(batches.map(({ retention, points }) => [retention, points])).toEqual([
      ['raw', 1],
      ['long', 1],
    ]);
  });

  test('flush settles when everything was taken', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { batcher, batches } = setUp({ batchLines: 1, gate });
    batcher.add(RAW, 'a v=1 1', 1);

    const flushed = batcher.flush();
    open();
    await flushed;

    expect(batches).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('gives up points, counted, when what takes them cannot keep up', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { batcher, batches, dropped } = setUp({ batchLines: 2, maxWaitingPoints: 4, gate });

    for (let index = 0; index < 8; index++) batcher.add(RAW, `m${index} v=1 1`, 1);
    open();
    await batcher.flush();

    expect(dropped).toEqual([2, 2]);
    expect(batches.map(({ points }) => points)).toEqual([2, 2]);
  });
});
