import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startCentre } from '#server/centre/start-centre.ts';
import { batchOf, collectorChain, openTempReceiving } from '#test/support/collector-chain.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { startTestInfluxd } from '#test/support/influx.ts';
import { queryRows } from '#test/support/query-influx.ts';
import { change } from '#test/support/temp-ledger.ts';

test('the centre that works writes how it is with itself, with collectors and with zones', async () => {
  const { url } = await startTestInfluxd();
  const dir = await makeConfigDir({ devices: 3, more: `influx: { url: "${url}" }` });
  const centre = await startCentre({
    ...{ dir, env: process.env, author: 'an', logger: pino({ level: 'silent' }) },
  });
  onTestFinished(centre.close);
  const nowMs = Date.now();
  const chain = collectorChain('district-1');
  chain.record({ changes: [change('device:cam-1', 'up', nowMs - 1_000)] }, nowMs);
  const receiving = openTempReceiving(join(dir, 'data/ledger.sqlite'));
  receiving.receive(batchOf(chain, 'district-1', 1, nowMs));
  receiving.noteWork({
    ...{ collector: 'district-1', asOfSeq: chain.head().seq, run: 'run-1' },
    coverage: [{ run: 'run-1', fromMs: nowMs - 2_000, toMs: nowMs }],
  });

  await vi.waitFor(async () => {
    const own = 'SELECT last(seeing) AS seeing, message_wait_ms FROM raw.collector GROUP BY collector';
    expect(await queryRows(url, own)).toMatchObject([{ collector: 'test-1', seeing: 1 }]);
    expect(
      await queryRows(url, 'SELECT last(devices) AS devices FROM raw.cluster_zone GROUP BY zone'),
    ).toMatchObject([{ zone: 'default', devices: 3 }]);
  }, 30_000);
});
