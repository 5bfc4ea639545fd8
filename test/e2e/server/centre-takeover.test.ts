import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Receiving } from '#ledger/record/receiving.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { startCamwatch } from '#test/support/camwatch.ts';
import { batchOf, type CollectorChain, collectorChain } from '#test/support/collector-chain.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { startHttpServer } from '#test/support/http.ts';
import { readLogLines } from '#test/support/log-lines.ts';
import { usePostgres } from '#test/support/postgres.ts';
import { change, tempFolder } from '#test/support/temp-ledger.ts';

const postgres = usePostgres();

/** Ids of the messages that a program is told, in order. */
async function startDesk() {
  const ids: string[] = [];
  const url = await startHttpServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      ids.push(JSON.parse(body).id);
      response.end();
    });
  });
  return { ids, url };
}

/** Coverage of the collector reaches the present, and what changed is on record. */
function see(receiving: Receiving, chain: CollectorChain, ...changes: Parameters<typeof change>[]): void {
  const nowMs = Date.now();
  chain.record({ changes: changes.map((one) => change(...one)) }, nowMs);
  const { seq } = receiving.headOf('district-1');
  receiving.receive(batchOf(chain, 'district-1', seq + 1, nowMs));
  receiving.noteWork({
    ...{ collector: 'district-1', asOfSeq: chain.head().seq, run: 'run-1' },
    coverage: [{ run: 'run-1', fromMs: nowMs - 90_000, toMs: nowMs }],
  });
}

test('a centre that is killed is replaced by the other within half a minute, and no message goes twice', async () => {
  const desk = await startDesk();
  const place = await postgres().newPlace();
  const secret = join(tempFolder(), 'secret');
  await writeFile(secret, 'a key of the desk that is long enough', { mode: 0o600 });
  const dir = await makeConfigDir({
    devices: 3,
    more: `ledger: { database: "${place}" }
alerts:
  recipients:
    desk: { name: Desk, webhook: { url: "${desk.url}/", secret: "file:${secret}" } }
`,
  });
  const start = () => {
    const child = startCamwatch(['centre', '--config', dir]);
    return { child, log: readLogLines(child.stderr) };
  };
  const first = start();
  await first.log.next('this process works on the record');
  const second = start();
  await second.log.next('showing the record');
  const chain = collectorChain('district-1');
  const receiving = recordStore(place).openReceiving({ receiver: 'hub-1', nowMs: Date.now });
  onTestFinished(() => receiving[Symbol.dispose]());

  const startMs = Date.now();
  see(receiving, chain, ['device:cam-1', 'up', startMs - 60_000], ['device:cam-1', 'down', startMs - 5_000]);
  await vi.waitFor(() => expect(desk.ids).toHaveLength(1), 60_000);
  // Killed before it has noted the delivery, it would be told again under its id.
  const noted = "SELECT 1 FROM camwatch.outbox WHERE state = 'sent'";
  await vi.waitFor(async () => expect(await postgres().query(place, noted)).toHaveLength(1), 60_000);

  const killedMs = Date.now();
  first.child.kill('SIGKILL');
  await second.log.next('this process works on the record');
  expect(Date.now() - killedMs).toBeLessThan(30_000);

  see(receiving, chain, ['device:cam-1', 'up', Date.now() - 1_000]);
  await vi.waitFor(() => expect(desk.ids).toHaveLength(2), 60_000);
  expect(new Set(desk.ids).size).toBe(2);
  expect(second.child.exitCode).toBeNull();
});

test('the right to work is told as lost when the session ends, and another has it at once', async () => {
  const place = await postgres().newPlace();
  const store = recordStore(place);
  store.openReceiving({ receiver: 'hub-1', nowMs: Date.now })[Symbol.dispose]();
  const held = await store.hold('centre', 'may-1');
  expect(await store.hold('centre', 'may-2')).toBeUndefined();
  expect(await store.hold('leases', 'may-2')).toMatchObject({ lost: { aborted: false } });

  await postgres().query(
    place,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'camwatch holds centre%'`,
  );

  await vi.waitFor(() => expect(held?.lost.aborted).toBe(true), 10_000);
  const next = await store.hold('centre', 'may-2');
  expect(next?.lost.aborted).toBe(false);
  await next?.release();
  expect(next?.lost.aborted).toBe(false);
  expect(await store.hold('centre', 'may-1')).toBeDefined();
});
