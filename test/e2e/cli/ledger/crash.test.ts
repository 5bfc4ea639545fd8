import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { listOutages } from '#availability/timelines/outages.ts';
import type { LedgerReader } from '#ledger/record/ledger-reader.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { runCamwatch, startCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { readLogLines } from '#test/support/log-lines.ts';

const DEVICES = 1_000;
const KILLS = 10;
const EVER = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

test('ten kills under load: the chain holds, the gaps show, and no outage is made up', async () => {
  const dir = await makeConfigDir({ devices: DEVICES, interval: '1s' });
  const ledger = join(dir, 'data/ledger.sqlite');
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
  // Until every device is on record, and the stretch that grows.
  await vi.waitFor(
    () => {
      expect(statesIn(ledger).length).toBeGreaterThanOrEqual(DEVICES);
      expect(segmentsIn(ledger).at(-1)?.ended).toBeUndefined();
    },
    { timeout: 60_000, interval: 500 },
  );
  last.kill('SIGTERM');
  const [exitCode] = await once(last, 'close');

  expect(exitCode).toBe(0);
  expect(await runCamwatch('ledger', 'verify', '--full', '--config', dir)).toMatchObject({ code: 0 });
  expect(outagesIn(ledger)).toEqual([]);
  const segments = segmentsIn(ledger);
  expect(segments.length).toBeGreaterThan(3);
  expect(segments.at(-1)?.ended).toBe('stop');
  expect(segments.slice(0, -1).every(({ ended }) => ended === 'crash')).toBe(true);
  for (const [index, { fromMs, toMs }] of segments.entries()) {
    expect(fromMs).toBeLessThan(toMs);
    expect(fromMs).toBeGreaterThan(segments[index - 1]?.toMs ?? 0);
  }
  const states = statesIn(ledger);
  expect(states.every((state) => state === 'up')).toBe(true);
  // Each device came up once: a restart goes on from what is on record.
  expect(states.length).toBe(DEVICES);
});

function readFrom<Value>(ledger: string, read: (reader: LedgerReader) => Value): Value {
  const reader = openLedgerReader(ledger);
  try {
    return read(reader);
  } finally {
    reader.close();
  }
}

const segmentsIn = (ledger: string) => readFrom(ledger, (reader) => [...reader.coverage(EVER)]);

const outagesIn = (ledger: string) => readFrom(ledger, (reader) => listOutages(reader, EVER));

/** What is on record of devices, change by change. */
const statesIn = (ledger: string) =>
  readFrom(ledger, (reader) =>
    [...reader.changes(EVER)].filter(({ entity }) => entity.startsWith('device:')).map(({ state }) => state),
  );
