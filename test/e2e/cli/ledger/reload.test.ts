import { once } from 'node:events';
import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { runCamwatch, startCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { readLogLines } from '#test/support/log-lines.ts';
import { devicesCsv } from '#test/support/loopback-city.ts';

test('an edited folder is taken over while camwatch runs, a bad one is not, and nothing vanishes unconfirmed', async () => {
  const dir = await makeConfigDir({ devices: 5, interval: '1s' });
  const devices = join(dir, 'devices.csv');
  const ledger = join(dir, 'data/ledger.sqlite');
  const camwatch = startCamwatch(['run', '--config', dir]);
  const log = readLogLines(camwatch.stderr);
  // The page is served by a thread of its own, which a busy machine starts later.
  const [watching = ''] = await log.all('watching', 'seeing: the canaries answer');
  const { url } = JSON.parse(watching);
  const page = async () => await (await fetch(`${url}/?lang=en`)).text();

  await writeFile(devices, devicesCsv(6).replace('camera,pole-1', 'camera,no-such-pole'));
  camwatch.kill('SIGHUP');
  expect(await log.next('the old one stays in force')).toContain('no-such-pole');
  // The page is drawn once a second at most.
  await vi.waitFor(async () => expect(await page()).toContain('1 problem (the first at devices.csv:'), 5_000);
  expect(await page()).not.toContain('no-such-pole');

  await writeFile(devices, devicesCsv(6));
  camwatch.kill('SIGHUP');
  expect(JSON.parse(await log.next('configuration reloaded'))).toMatchObject({ devices: 6 });
  await vi.waitFor(async () => expect(await page()).not.toContain('is not taken'), 5_000);

  await writeFile(devices, devicesCsv(4));
  camwatch.kill('SIGHUP');
  expect(await log.next('the old one stays in force')).toContain('device:cam-4');

  const copy = await mkdtemp(join(tmpdir(), 'camwatch-copy-'));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  await cp(dir, copy, { recursive: true, filter: (path) => !path.includes('/data') });
  const applied = await runCamwatch(
    'inventory',
    'apply',
    copy,
    '--ledger',
    ledger,
    '--confirm-removed',
    'cam-4,cam-5',
  );
  expect(applied).toMatchObject({ code: 0, out: '2 revisions recorded\n' });
  camwatch.kill('SIGHUP');
  expect(JSON.parse(await log.next('configuration reloaded'))).toMatchObject({ devices: 4 });

  await appendFile(join(dir, 'camwatch.yaml'), 'deadman: { url: "http://127.0.0.1:9/ping" }\n');
  camwatch.kill('SIGHUP');
  expect(JSON.parse(await log.next('at the next start'))).toMatchObject({ settings: ['deadman'] });

  camwatch.kill('SIGTERM');
  expect(await once(camwatch, 'close')).toEqual([0, null]);
  expect(await runCamwatch('ledger', 'verify', '--full', '--config', dir)).toMatchObject({ code: 0 });
  const reader = openLedgerReader(ledger);
  const removed = [...reader.revisions()].filter(({ body }) => body === undefined).map(({ id }) => id);
  reader.close();
  expect(removed.sort()).toEqual(['cam-4', 'cam-5']);
});

test('a second collector on the same ledger is refused, and says who has it', async () => {
  const dir = await makeConfigDir({ devices: 2, interval: '1s' });
  const first = startCamwatch(['run', '--config', dir]);
  await readLogLines(first.stderr).next('watching');

  const second = await runCamwatch('run', '--config', dir);

  expect(second.code).toBe(1);
  expect(second.err).toMatch(
    /ledger\.sqlite: the ledger is in use by process \d+ since \S+; stop it first\n$/,
  );
});

test('a configuration that is not valid stops the start, with every problem and its place', async () => {
  const dir = await makeConfigDir({ devices: 2, more: 'pages: {}\n' });

  const { code, err } = await runCamwatch('run', '--config', dir);

  expect(code).toBe(1);
  expect(err).toContain('camwatch.yaml:7:1 pages: expected a known key, got "pages"');
});
