import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openLedgerReader } from '#ledger/read-ledger.ts';
import { listOutages } from '#settlement/outages.ts';
import { runCamwatch, startCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { readLogLines } from '#test/support/log-lines.ts';

const KILLS = 10;
const EVER = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

test('ten kills under load: the chain holds, the gaps show, and no outage is made up', async () => {
  const dir = await makeConfigDir({ devices: 1_000, interval: '1s' });
  for (let round = 0; round < KILLS; round++) {
    const child = startCamwatch(['run', '--config', dir]);
    // Three die while they start, the others at different moments after they have begun to see.
    if (round % 3 !== 0) await readLogLines(child.stderr).next('seeing');
    await delay(round % 3 === 0 ? 400 + round * 100 : 2_200 + round * 150);
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  const last = startCamwatch(['run', '--config', dir]);
  await readLogLines(last.stderr).next('seeing');
  await delay(4_000);
  last.kill('SIGTERM');
  const [exitCode] = await once(last, 'close');

  expect(exitCode).toBe(0);
  expect(await runCamwatch('ledger', 'verify', '--full', '--config', dir)).toMatchObject({ code: 0 });
  const reader = openLedgerReader(join(dir, 'data/ledger.sqlite'));
  try {
    expect(listOutages(reader, EVER)).toEqual([]);
    const segments = [...reader.coverage(EVER)];
    expect(segments.length).toBeGreaterThan(3);
    expect(segments.at(-1)?.ended).toBe('stop');
    expect(segments.slice(0, -1).every(({ ended }) => ended === 'crash')).toBe(true);
    for (const [index, { fromMs, toMs }] of segments.entries()) {
      expect(fromMs).toBeLessThan(toMs);
      expect(fromMs).toBeGreaterThan(segments[index - 1]?.toMs ?? 0);
    }
    const ups = [...reader.changes(EVER)].filter(({ entity }) => entity.startsWith('device:'));
    expect(ups.every(({ state }) => state === 'up')).toBe(true);
    // Each device came up once: a restart goes on from what is on record.
    expect(ups.length).toBe(1_000);
  } finally {
    reader.close();
  }
});
