import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { migrateLedger } from '#ledger/sqlite/keeping/migrate-ledger.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { openReceiver } from '#ledger/sqlite/receiving/open-receiver.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { batchOf, districtChain, openTempReceiving } from '../../../../support/collector-chain.ts';
import { usePostgres } from '../../../../support/postgres.ts';
import { change, openTempReader, tempLedgerPath } from '../../../../support/temp-ledger.ts';

const postgres = usePostgres();

test('what is written to either engine is read back as the same', async () => {
  const changes = [
    change('device:cam-1', 'up', 1_000),
    change('device:cam-1', 'down', 2_000, { evidence: { probes: 3 } }),
    change('link:core', 'unknown', 2_500, { reason: 'switched-off' }),
  ];

  const [inFile, inDatabase] = [tempLedgerPath(), await postgres().newPlace()].map((place) => {
    const database = openStore(place, { nowMs: () => 9_000 });
    const writer = createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' });
    writer.record([
      { batch: { changes, coverage: [{ fromMs: 0, toMs: 3_000 }] }, firstSourceSeq: 1, recordedMs: 9_000 },
    ]);
    writer.record([{ batch: { changes }, firstSourceSeq: 1, recordedMs: 9_500 }]);
    const statuses = writer.statuses();
    database.close();
    const reader = openLedgerReader(place);
    const read = {
      statuses,
      changes: [...reader.changes()],
      coverage: [...reader.coverage({ fromMs: 0, toMs: 10_000 })],
      latest: [...reader.latestChanges()],
      down: [...reader.latestChanges({ state: 'down' })],
      columns: reader.snapshot(() => reader.changeColumns({ fromMs: 0, toMs: 10_000 })),
      head: reader.headSeq(),
    };
    reader.close();
    return read;
  });

  expect(inDatabase).toEqual(inFile);
  expect(inDatabase?.changes).toHaveLength(3);
});

test('a record that was moved in is counted at once', async () => {
  const from = tempLedgerPath();
  const database = openStore(from, { nowMs: () => 9_000 });
  const changes = Array.from({ length: 30 }, (_, index) => change('device:cam-1', 'up', index));
  createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' }).record([
    { batch: { changes }, firstSourceSeq: 1, recordedMs: 9_000 },
  ]);
  database.close();
  const place = await postgres().newPlace();

  await migrateLedger(from, place, { nowMs: () => 9_000 });

  const moved = openStore(place, { nowMs: () => 9_000 });
  const counted = moved
    .prepare("SELECT reltuples AS count FROM pg_class WHERE oid = 'change'::regclass")
    .get();
  moved.close();
  expect(counted).toEqual({ count: 30 });
});

test('a record in a database is opened for writing with no folder made that is called as its place', async () => {
  const place = await postgres().newPlace();
  const store = recordStore(place);
  const options = { author: 'an', nowMs: () => 9_000 };

  store.openCollectors(options)[Symbol.dispose]();
  store.openDecisions(options).close();
  store.openReceiving({ receiver: 'hub-1', nowMs: options.nowMs })[Symbol.dispose]();
  openReceiver(place, options).close();

  expect(existsSync(dirname(place))).toBe(false);
});

test('what is on record can neither be changed nor taken away', async () => {
  const place = await postgres().newPlace();
  const database = openStore(place, { nowMs: () => 9_000 });
  createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' }).recordCreation(9_000);

  for (const sql of ["UPDATE audit SET author = 'x'", 'DELETE FROM audit', 'TRUNCATE audit'])
    expect(() => database.exec(sql), sql).toThrow('audit is append-only');

  database.close();
});

test('what is acknowledged is on the disks, whatever the role was set to', async () => {
  const place = await postgres().newPlace();
  await postgres().query(place, 'ALTER ROLE camwatch SET synchronous_commit = off');
  const database = openStore(place, { nowMs: () => 9_000 });

  expect(database.prepare("SELECT current_setting('synchronous_commit') AS kept").get()).toEqual({
    kept: 'on',
  });

  database.close();
  await postgres().query(place, 'ALTER ROLE camwatch RESET synchronous_commit');
});

test.each([
  [
    'swallows a row without an error',
    `CREATE FUNCTION camwatch.swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
     CREATE TRIGGER swallow BEFORE INSERT ON camwatch.change FOR EACH ROW WHEN (NEW.state = 'down') EXECUTE FUNCTION camwatch.swallow()`,
    'the ledger kept 1 of 2 rows (change): see camwatch ledger verify',
    'DROP FUNCTION camwatch.swallow CASCADE',
  ],
  [
    'refuses a row',
    "ALTER TABLE camwatch.change ADD CONSTRAINT never_down CHECK (state <> 'down')",
    'violates check constraint "never_down"',
    'ALTER TABLE camwatch.change DROP CONSTRAINT never_down',
  ],
])(
  'of what a collector sent nothing is kept where the database %s, and all of it afterwards',
  async (_what, sql, message, mend) => {
    const [place, chain] = [await postgres().newPlace(), districtChain('zone-1')];
    const receiving = openTempReceiving(place);
    await postgres().query(place, sql);

    expect(() => receiving.receive(batchOf(chain, 'zone-1'))).toThrow(message);
    await postgres().query(place, mend);

    expect(receiving.headOf('zone-1').seq).toBe(0);
    expect(receiving.receive(batchOf(chain, 'zone-1'))).toMatchObject({ added: 7, head: chain.head() });
    expect([...openTempReader(place).changes()]).toHaveLength(2);
  },
);
