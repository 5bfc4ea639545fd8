import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { countPoints } from '#test/support/query-influx.ts';

const startMs = Math.floor(Date.now() / 1_000) * 1_000 - 6 * 3_600_000;

/** Runs a writer in a process of its own, which is killed when it has handed over `points` of them. */
async function killWriterAfter(points: number, url: string, dir: string, atMs: number) {
  const args = ['test/support/influx-child.ts', url, dir, String(atMs), String(points)];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const handedOver: { points: number; atMs: number }[] = [];
  for await (const line of createInterface(child.stdout)) {
    const [count, reportedMs] = line.split(' ').map(Number);
    handedOver.push({ points: count ?? 0, atMs: reportedMs ?? 0 });
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return handedOver;
}

test('what was handed over more than a second before kill -9 reaches InfluxDB in the next run', async () => {
  const dir = await temporaryDir();
  const handedOver = await killWriterAfter(12_000, 'http://127.0.0.1:1', dir, startMs);
  const killedMs = handedOver.at(-1)?.atMs ?? 0;
  const safe = handedOver.filter(({ atMs }) => atMs <= killedMs - 1_000).at(-1)?.points ?? 0;
  expect(safe).toBeGreaterThan(2_000);

  const { url } = await startTestInfluxd();
  const writer = createTestWriter(url, { dir });
  await vi.waitFor(
    async () => expect(await countPoints(url, 'reach', 'up')).toBeGreaterThanOrEqual(safe),
    PATIENCE,
  );
  // The points of the last second may have been saved as well; a writer that is closed sends no more.
  await vi.waitFor(
    () => expect(writer.health()).toMatchObject({ queuedPoints: 0, droppedPoints: 0 }),
    PATIENCE,
  );
  await writer.close();
});

test('kill -9 while InfluxDB takes the points doubles none and loses none older than a second', async () => {
  const dir = await temporaryDir();
  const { url } = await startTestInfluxd();
  let safe = 0;
  for (const run of [0, 1, 2]) {
    const handedOver = await killWriterAfter(6_000, url, dir, startMs + run * 7_200_000);
    const killedMs = handedOver.at(-1)?.atMs ?? 0;
    safe += handedOver.filter(({ atMs }) => atMs <= killedMs - 1_000).at(-1)?.points ?? 0;
  }

  const writer = createTestWriter(url, { dir });
  await vi.waitFor(
    () => expect(writer.health()).toMatchObject({ mode: 'writing', queuedPoints: 0 }),
    PATIENCE,
  );
  await writer.close();

  const points = await countPoints(url, 'reach', 'up');
  expect(points).toBeGreaterThanOrEqual(safe);
  expect(points).toBeLessThanOrEqual(3 * 6_000);
});
