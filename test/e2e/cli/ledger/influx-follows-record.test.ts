import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { runCamwatch, startCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { startTestInfluxd } from '#test/support/influx.ts';
import { devicesCsv } from '#test/support/loopback-city.ts';
import { queryRows } from '#test/support/query-influx.ts';

const KILLS = 3;
const DEVICES_A_ROUND = 32;
const SOON = { timeout: 120_000, interval: 20 };

test('kill -9 as soon as changes are on record, and a deleted queue: InfluxDB has every one of them after the next start', async () => {
  const { url } = await startTestInfluxd();
  const dir = await makeConfigDir({ devices: 0, interval: '1s', more: `influx: { url: '${url}' }\n` });
  for (let round = 1; round <= KILLS; round++) {
    await writeFile(join(dir, 'devices.csv'), devicesCsv(round * DEVICES_A_ROUND));
    const child = startCamwatch(['run', '--config', dir]);
    await vi.waitFor(() => expect(recorded(dir).length).toBe(round * DEVICES_A_ROUND), SOON);
    child.kill('SIGKILL');
    await once(child, 'close');
    // What the queue held of this round is gone with it.
    if (round === 2) await rm(join(dir, 'data/influx-queue'), { recursive: true });
  }

  const last = startCamwatch(['run', '--config', dir]);
  await vi.waitFor(async () => expect(await written(url)).toEqual(recorded(dir)), { ...SOON, interval: 500 });
  last.kill('SIGTERM');
  await once(last, 'close');

  expect(recorded(dir).length).toBe(KILLS * DEVICES_A_ROUND);
  expect(await runCamwatch('ledger', 'verify', '--config', dir)).toMatchObject({ code: 0 });
});

/** Every change that the ledger has: what, when and which state. */
function recorded(dir: string): readonly string[] {
  const path = join(dir, 'data/ledger.sqlite');
  if (!existsSync(path)) return [];
  const reader = openLedgerReader(path);
  try {
    const changes = [...reader.changes({ corrected: 'include' })];
    return changes.map(({ entity, atMs, state }) => `${atMs} ${entity} ${state}`).sort();
  } finally {
    reader.close();
  }
}

async function written(url: string): Promise<readonly string[]> {
  const rows = await queryRows(url, 'SELECT "state" FROM "long"."event" GROUP BY "entity"');
  return rows.map(({ time, entity, state }) => `${time} ${entity} ${state}`).sort();
}

test('a database that was dropped is given the changes again', async () => {
  const { url } = await startTestInfluxd();
  const dir = await makeConfigDir({
    devices: DEVICES_A_ROUND,
    interval: '1s',
    more: `influx: { url: '${url}' }\n`,
  });
  const city = startCamwatch(['run', '--config', dir]);
  await vi.waitFor(async () => expect((await written(url)).length).toBe(DEVICES_A_ROUND), SOON);

  await queryRows(url, 'DROP DATABASE camwatch');

  await vi.waitFor(async () => expect(await written(url)).toEqual(recorded(dir)), { ...SOON, interval: 500 });
  city.kill('SIGTERM');
  await once(city, 'close');
  expect(recorded(dir).length).toBe(DEVICES_A_ROUND);
});
