import { describe, expect, test, vi } from 'vitest';
import { startInfluxd } from '#simulator/influxd.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { countPoints } from '#test/support/query-influx.ts';
import { readingsOf } from '#test/support/readings.ts';

const startMs = Math.floor(Date.now() / 60_000) * 60_000 - 600_000;

describe('measurements to several servers', () => {
  test('one that is away keeps no other waiting, and has everything once it is back', async () => {
    const dir = await temporaryDir();
    const near = await startTestInfluxd();
    const [centreDir, log] = [await temporaryDir(), vi.fn()];
    const centre = await startTestInfluxd({ dataDir: centreDir });
    const also = [{ url: centre.url, queue: 'queue-centre' }];
    const writer = createTestWriter(near.url, { dir, influx: { also }, log });
    writer.write(readingsOf('cam-1-1', 3, startMs));
    await vi.waitFor(async () => {
      expect(await countPoints(near.url, 'reach', 'up')).toBe(3);
      expect(await countPoints(centre.url, 'reach', 'up')).toBe(3);
    }, PATIENCE);

    await centre.kill();
    writer.write(readingsOf('cam-1-2', 2, startMs));
    await vi.waitFor(async () => {
      expect(await countPoints(near.url, 'reach', 'up')).toBe(5);
      expect(writer.health()).toMatchObject({ mode: 'queueing', queuedPoints: 2, droppedPoints: 0 });
    }, PATIENCE);
    const isUp = async () => (await writer.metrics.camwatch_influx_up.get()).values;
    expect(await isUp()).toMatchObject([{ value: 0 }]);

    const back = await startInfluxd({ dataDir: centreDir, port: centre.port });
    try {
      await vi.waitFor(async () => expect(await countPoints(back.url, 'reach', 'up')).toBe(5), PATIENCE);
      await vi.waitFor(
        () => expect(writer.health()).toMatchObject({ mode: 'writing', queuedPoints: 0 }),
        PATIENCE,
      );
      expect(await isUp()).toMatchObject([{ value: 1 }]);
      await writer.close();
    } finally {
      await back.kill();
    }
  });

  test('two servers never share a queue', async () => {
    const dir = await temporaryDir();
    const also = [{ url: 'http://127.0.0.1:2', queue: 'queue' }];

    expect(() => createTestWriter('http://127.0.0.1:1', { dir, influx: { also } })).toThrow(
      "expected a folder that no other server's points wait in, got queue again",
    );
  });
});
