import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { batchOf, collectorChain, openTempReceiving } from '#test/support/collector-chain.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { usePostgres } from '#test/support/postgres.ts';
import { change } from '#test/support/temp-ledger.ts';

const postgres = usePostgres();

/** `district-1` is heard and covers, `district-2` is to watch as well and was never heard; the zone of two others has no site. */
function fill(place: string): void {
  const nowMs = Date.now();
  const chain = collectorChain('district-1');
  chain.record({ changes: [change('device:cam-1', 'up', nowMs - 60_000)] }, nowMs);
  const receiving = openTempReceiving(place);
  using collectors = recordStore(place).openCollectors({ author: 'an', nowMs: () => nowMs });
  const invite = (id: string, zone: string) =>
    collectors.add({ id, zone, tokenHash: `hash of ${id}`, tokenEndsMs: nowMs + 3_600_000 });
  for (const id of ['district-1', 'district-2']) invite(id, 'default');
  for (const id of ['district-3', 'district-4']) invite(id, 'no-such-zone');
  collectors.revoke('district-4');
  collectors.enrol({
    ...{ id: 'district-1', tokenHash: 'hash of district-1', keyHash: 'key' },
    certificate: { serial: '01', endsMs: Date.parse('2030-01-01T00:00:00+07:00') },
  });
  collectors.noteSeen('district-1', { run: 'run-1', version: '1', headSeq: chain.head().seq + 7 });
  receiving.receive(batchOf(chain, 'district-1', 1, nowMs));
  receiving.noteWork({
    ...{ collector: 'district-1', asOfSeq: chain.head().seq, run: 'run-1' },
    coverage: [{ run: 'run-1', fromMs: nowMs - 90_000, toMs: nowMs }],
  });
}

const share = (place: string, epoch: number, ...collectors: readonly string[]) =>
  recordStore(place).appendLeases(
    [{ zone: 'default', epoch, fromMs: Date.now() - 60_000, collectors, reason: 'first lease' }],
    { author: 'hub-1', recordedMs: Date.now(), epochs: 'rise' },
  );

test('tells of collectors, zones, hubs and who works; what nobody covers is a problem', async () => {
  const dir = await makeConfigDir({ devices: 3 });
  const place = join(dir, 'data/ledger.sqlite');
  fill(place);
  share(place, 1, 'district-1');

  const good = await runCamwatch('cluster', 'status', '--config', dir, '--lang', 'en');
  expect(good.code).toBe(0);
  expect(good.out).toMatch(
    /^ {2}district-1 +default +sending +3 +\S+ \S+ +7 +\S+ \S+ +2030-01-01 00:00\S* .*\d+:[0-9a-f]{12}$/m,
  );
  expect(good.out).toMatch(/^ {2}district-2 +default +waits for its token to be used +0 +never +0 +never$/m);
  expect(good.out).toMatch(
    /^ {2}district-3 +no-such-zone +waits .* +0 +never +0 +never +no device stands in zone no-such-zone \(column zone of sites.csv\)$/m,
  );
  expect(good.out).toMatch(/^ {2}district-4 +no-such-zone +revoked +0 +never +0 +never$/m);
  expect(good.out).toMatch(/^ {2}default +3 +0 +0 +1 .* district-1 +first lease$/m);
  expect(good.out).toMatch(/^ {2}hub-1 /m);
  expect(good.out).toContain('nobody works on the record now');
  expect(good.out).toContain('Database: SQLite, a file of one machine');

  share(place, 2, 'district-2');
  const bad = await runCamwatch('cluster', 'status', '--config', dir, '--json');
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out)).toMatchObject({
    collectors: [
      { id: 'district-1', state: 'sending', isCovering: true, devices: 0, rowsBehind: 7 },
      { id: 'district-2', state: 'invited', isCovering: false, devices: 3 },
      { id: 'district-3' },
      { id: 'district-4' },
    ],
    zones: [{ zone: 'default', devices: 3, uncovered: 3, lease: { epoch: 2, collectors: ['district-2'] } }],
    database: { engine: 'sqlite' },
  });
  const vi = await runCamwatch('cluster', 'status', '--config', dir, '--lang', 'vi');
  expect(vi.out).toContain('hiện không máy nào làm việc trên sổ ghi');
});

test('tells how many devices two collectors watch, of those that ask for two', async () => {
  const dir = await makeConfigDir({ devices: 3, watchers: 2 });
  const place = join(dir, 'data/ledger.sqlite');
  fill(place);
  const zone = async () => (await runCamwatch('cluster', 'status', '--config', dir, '--lang', 'en')).out;

  share(place, 1, 'district-1');
  expect(await zone()).toMatch(/^ {2}default +3 +0 +0 of 3 that ask for it +1 /m);
  share(place, 2, 'district-1', 'district-2');
  const both = await zone();

  expect(both).toMatch(/^ {2}default +3 +0 +3 +2 /m);
  expect(both).toMatch(/^ {2}district-1 +default +sending +3 .* 7 /m);
  expect(both).toMatch(/^ {2}district-2 +default +waits .* 3 +never +0 +never$/m);
});

test('of a record in PostgreSQL it tells who holds the right to work, and of its standbys', async () => {
  const place = await postgres().newPlace();
  const dir = await makeConfigDir({ devices: 3, more: `ledger: { database: "${place}" }` });
  fill(place);
  const held = await recordStore(place).hold('centre', 'may-1#42');

  const { out } = await runCamwatch('cluster', 'status', '--config', dir, '--lang', 'en');

  expect(out).toMatch(/^ {2}centre: incidents, messages, reports +may-1#42 +\d{4}-/m);
  expect(out).toMatch(/^Database: PostgreSQL 17\S*.*, primary at 127\.0\.0\.1$/m);
  expect(out).toContain('no standby follows it');
  expect(out).toMatch(/^ {2}default +3 +0 +0 +whoever covers anything$/m);
  await held?.release();
});
