import { hostname } from 'node:os';
import { Client } from 'pg';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { startHub } from '#server/hub/start-hub.ts';
import { callerOf, enrolled, rowsOf, sendRows, startHubHouse } from '#test/support/hub-house.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { usePostgres } from '#test/support/postgres.ts';

const postgres = usePostgres();

test('two hubs share one record in PostgreSQL, and go on when the database was away', async () => {
  const [place = ''] = (await postgres().newPlace()).split('#');
  const { dir, path, hub, invite } = await startHubHouse({ more: `ledger: { database: "${place}" }\n` });
  const second = await startHub({ dir, port: 0, logger: pino({ level: 'silent' }) });
  onTestFinished(second.close);
  const { identity } = await enrolled(hub.url, invite('ba-dinh-1'));
  const [one, other] = [callerOf(hub.url, identity), callerOf(second.url, identity)];
  const lines = await rowsOf('ba-dinh-1', 40);
  const answerOf = ({ status, text }: { readonly status: number; readonly text: string }) => ({
    status,
    ...JSON.parse(text),
  });

  expect(answerOf(await sendRows(one, lines.slice(0, 10)))).toMatchObject({ status: 200, added: 10 });
  expect(answerOf(await sendRows(other, lines.slice(0, 20)))).toMatchObject({ status: 200, added: 10 });
  const both = await Promise.all([sendRows(one, lines.slice(20)), sendRows(other, lines.slice(20))]);
  expect(both.map((answer) => answerOf(answer).added).sort()).toEqual([0, lines.length - 20]);

  await postgres().kill();
  expect(answerOf(await sendRows(one, lines))).toMatchObject({ status: 503, code: 'FAILED' });
  await postgres().restart();
  await vi.waitFor(
    async () => expect(answerOf(await sendRows(one, lines))).toMatchObject({ status: 200, added: 0 }),
    { ...PATIENCE, timeout: 60_000 },
  );
  using reader = recordStore(path).openReader();
  expect([...reader.changes({})]).toHaveLength(40);
  using cluster = recordStore(path).openCluster();
  expect(cluster.hubs(0).map(({ name }) => name)).toEqual([`hub@${hostname()}`]);
});

test('a hub answers others while rows wait for somebody else who writes', async () => {
  const [place = ''] = (await postgres().newPlace()).split('#');
  const { hub, invite } = await startHubHouse({ more: `ledger: { database: "${place}" }\n` });
  const { identity } = await enrolled(hub.url, invite('ba-dinh-1'));
  const [one, other] = [callerOf(hub.url, identity), callerOf(hub.url, identity)];
  const lines = await rowsOf('ba-dinh-1', 10);
  const writer = new Client({ connectionString: place });
  await writer.connect();
  onTestFinished(() => writer.end());
  await writer.query("BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('camwatch record', 0))");

  const sent = sendRows(one, lines);
  const waits = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'advisory'";
  await vi.waitFor(async () => expect(await postgres().query(place, waits)).toHaveLength(1), PATIENCE);
  expect(await other.call('head')).toMatchObject({ status: 200, text: expect.stringContaining('"seq":0') });
  await writer.query('ROLLBACK');

  expect(await sent).toMatchObject({ status: 200 });
});
