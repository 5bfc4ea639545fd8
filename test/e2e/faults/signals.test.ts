import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { runCamwatch, startCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { readLogLines } from '#test/support/log-lines.ts';
import { devicesCsv } from '#test/support/loopback-city.ts';
import { recordOfRun } from '#test/support/record-of-run.ts';

const DEVICES = 20;
const SOON = { timeout: 60_000, interval: 200 };

async function city() {
  const dir = await makeConfigDir({ devices: DEVICES, interval: '1s' });
  return { dir, ledger: join(dir, 'data/ledger.sqlite') };
}

const coveredTo = (ledger: string) => Math.max(0, ...recordOfRun(ledger).coverage.map(({ toMs }) => toMs));

test('SIGTERM while it starts and twice while it stops: the record is whole, and the next start goes on', async () => {
  const { dir, ledger } = await city();
  for (const waitMs of [200, 600, 1_200]) {
    const starting = startCamwatch(['run', '--config', dir]);
    await delay(waitMs);
    starting.kill('SIGTERM');
    // Before its first line runs nothing heeds a signal yet.
    expect([0, null]).toContain((await once(starting, 'close'))[0]);
  }
  const stopping = startCamwatch(['run', '--config', dir]);
  await readLogLines(stopping.stderr).next('seeing');
  stopping.kill('SIGTERM');
  stopping.kill('SIGTERM');
  await once(stopping, 'close');

  const last = startCamwatch(['run', '--config', dir]);
  await readLogLines(last.stderr).next('seeing');
  await vi.waitFor(() => expect(recordOfRun(ledger).changes.length).toBe(DEVICES), SOON);
  last.kill('SIGTERM');

  expect(await once(last, 'close')).toEqual([0, null]);
  expect(recordOfRun(ledger).outages).toEqual([]);
  expect(await runCamwatch('ledger', 'verify', '--full', '--config', dir)).toMatchObject({ code: 0 });
});

test.each(['reach is measured', 'ledger opened', 'incidents are kept'])(
  'SIGTERM as soon as the log says: %s ends it in order, and soon',
  async (line) => {
    const { dir, ledger } = await city();
    const starting = startCamwatch(['run', '--config', dir]);
    const closed = once(starting, 'close');
    await readLogLines(starting.stderr).next(line);
    const startedMs = performance.now();
    starting.kill('SIGTERM');

    expect(await closed).toEqual([0, null]);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(recordOfRun(ledger).outages).toEqual([]);
    expect(await runCamwatch('ledger', 'verify', '--full', '--config', dir)).toMatchObject({ code: 0 });
  },
);

test('SIGSTOP for some seconds, with every check due meanwhile, makes no outage', async () => {
  const { dir, ledger } = await city();
  const camwatch = startCamwatch(['run', '--config', dir]);
  await vi.waitFor(() => expect(recordOfRun(ledger).changes.length).toBe(DEVICES), SOON);
  camwatch.kill('SIGSTOP');
  await delay(5_000);
  camwatch.kill('SIGCONT');
  const goingOnMs = Date.now();
  await vi.waitFor(() => expect(coveredTo(ledger)).toBeGreaterThan(goingOnMs + 3_000), SOON);
  camwatch.kill('SIGTERM');
  await once(camwatch, 'close');

  expect(recordOfRun(ledger).outages).toEqual([]);
  expect(recordOfRun(ledger).changes.length).toBe(DEVICES);
});

test('a storm of reloads, half an inventory among them, ends with the last whole one and no outage', async () => {
  const { dir, ledger } = await city();
  const camwatch = startCamwatch(['run', '--config', dir]);
  const log = readLogLines(camwatch.stderr);
  await log.next('seeing');
  const devices = join(dir, 'devices.csv');
  for (let round = 0; round < 15; round++) {
    const whole = devicesCsv(DEVICES).replace('Camera 0', `Camera of round ${round}`);
    await writeFile(devices, round % 3 === 0 ? whole.slice(0, whole.length / 2) : whole);
    camwatch.kill('SIGHUP');
    await delay(50);
  }
  await writeFile(devices, devicesCsv(DEVICES + 1));
  camwatch.kill('SIGHUP');
  await vi.waitFor(() => expect(recordOfRun(ledger).changes.length).toBe(DEVICES + 1), SOON);
  camwatch.kill('SIGTERM');

  expect(await once(camwatch, 'close')).toEqual([0, null]);
  expect(recordOfRun(ledger).outages).toEqual([]);
  expect(await runCamwatch('ledger', 'verify', '--full', '--config', dir)).toMatchObject({ code: 0 });
});
