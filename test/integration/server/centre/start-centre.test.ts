import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { startCentre } from '#server/centre/start-centre.ts';
import { batchOf, collectorChain, openTempReceiving } from '#test/support/collector-chain.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { change } from '#test/support/temp-ledger.ts';

async function openCentre(dir: string) {
  const centre = await startCentre({
    ...{ dir, env: process.env, author: 'an', logger: pino({ level: 'silent' }) },
  });
  onTestFinished(centre.close);
  return centre;
}

test('two centres show one record, one of them works, and the other goes on where it ends', async () => {
  const dir = await makeConfigDir({ devices: 3 });
  const path = join(dir, 'data/ledger.sqlite');
  const first = await openCentre(dir);
  await vi.waitFor(() => expect(first.isWorking()).toBe(true), 20_000);
  const second = await openCentre(dir);

  const chain = collectorChain('district-1');
  const nowMs = Date.now();
  chain.record({ changes: [change('device:cam-1', 'down', nowMs - 1_000)] }, nowMs);
  const receiving = openTempReceiving(path);
  receiving.receive(batchOf(chain, 'district-1', 1, nowMs));
  receiving.noteWork({
    ...{ collector: 'district-1', asOfSeq: chain.head().seq, run: 'run-1' },
    coverage: [{ run: 'run-1', fromMs: nowMs - 2_000, toMs: nowMs }],
  });

  for (const { url } of [first, second]) {
    await vi.waitFor(async () => {
      const summary = await (await fetch(`${url}/api/v1/summary`)).json();
      expect(summary).toMatchObject({
        collector: { sight: 'seeing', lateness_ms: null, reach_engine: null },
        totals: { devices: { down: 1 } },
      });
    }, 20_000);
    const health = await (await fetch(`${url}/health?lang=en`)).text();
    expect(health).toContain('by collectors elsewhere: 1 of 1 watching');
    expect(health).not.toContain('Probes sent');
  }
  const cluster = await fetch(`${second.url}/cluster?lang=en`);
  const page = await cluster.text();
  expect([cluster.status, page.includes('district-1'), page.includes('hub-1')]).toEqual([200, true, true]);
  await vi.waitFor(async () => {
    const metrics = await (await fetch(`${first.url}/metrics`)).text();
    expect(metrics).toMatch(/^camwatch_zone_uncovered_devices{zone="default"} 0$/m);
    expect(metrics).toMatch(/^camwatch_centre_working 1$/m);
  }, 20_000);
  expect(second.isWorking()).toBe(false);
  // The inventory is on record once, by who works.
  const reader = openLedgerReader(path);
  onTestFinished(() => reader.close());
  expect([...reader.revisions({ kind: 'device' })].map(({ id }) => id).sort()).toEqual([
    'cam-0',
    'cam-1',
    'cam-2',
  ]);

  await first.close();
  await vi.waitFor(() => expect(second.isWorking()).toBe(true), 20_000);
});

test('starts on a new machine whose settings name an InfluxDB, whoever answers there', async () => {
  const dir = await makeConfigDir({ devices: 1, more: 'influx: { url: "http://127.0.0.1:9" }' });

  const centre = await openCentre(dir);

  expect((await fetch(`${centre.url}/health`)).status).toBe(200);
});
