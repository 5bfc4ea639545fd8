import { expect, onTestFinished, test, vi } from 'vitest';
import { toLedgerError } from '#ledger/record/ledger-error.ts';
import { connectRecord } from '#ledger/sqlite/postgres/open-postgres-store.ts';
import { takeSessionLock } from '#ledger/sqlite/postgres/session-lock.ts';
import { insertRows } from '#ledger/sqlite/store/insert-rows.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { startCuttingProxy } from '../../../../support/cutting-proxy.ts';
import { usePostgres } from '../../../../support/postgres.ts';

const postgres = usePostgres();

const open = (place: string, busyTimeoutMs = 5_000) => {
  const database = openStore(place, { nowMs: () => 1_000, busyTimeoutMs });
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  return database;
};

const audits = (database: ReturnType<typeof open>) =>
  database.prepare('SELECT count(*) AS count FROM audit').get()?.count;

const codeOf = (work: () => void): unknown => {
  try {
    work();
    return 'none';
  } catch (error) {
    const told = toLedgerError(error, 'the record');
    return told instanceof Error && 'code' in told ? told.code : told;
  }
};

/** As an administrator would, or a failover. */
function cutSessions(place: string): void {
  const other = connectRecord(place, { access: 'read' });
  other.exec(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  other.close();
}

test('a statement goes on over a new connection where the last one was cut', async () => {
  const place = await postgres().newPlace();
  const database = open(place);
  const writer = createLedgerWriter(database, { collector: 'c', run: 'r' });
  writer.recordCreation(1_000);
  cutSessions(place);

  expect(audits(database)).toBe(1);
  cutSessions(place);
  writer.recordAudit({ action: 'noted', author: 'a', recordedMs: 2_000 });
  expect(audits(database)).toBe(2);
});

test('of a transaction whose connection was cut nothing is recorded, and the next one works', async () => {
  const place = await postgres().newPlace();
  const database = open(place);
  const writer = createLedgerWriter(database, { collector: 'c', run: 'r' });
  writer.recordCreation(1_000);
  database.exec('BEGIN IMMEDIATE');
  database.exec('UPDATE head SET seq = 7');
  cutSessions(place);

  expect(codeOf(() => database.prepare('SELECT seq FROM head').get())).toBe('LEDGER_BUSY');

  expect(database.isTransaction).toBe(false);
  expect(database.prepare('SELECT seq FROM head').get()).toEqual({ seq: 1 });
});

test('of rows that are cut off on their way in nothing is recorded, and they go in again', async () => {
  const place = await postgres().newPlace();
  createLedgerWriter(open(place), { collector: 'c', run: 'r' }).recordCreation(1_000);
  const proxy = await startCuttingProxy(postgres().port, 'a word to cut at');
  onTestFinished(proxy.stop);
  const database = open(place.replace(`:${postgres().port}/`, `:${proxy.port}/`));
  const rows = ['one', 'a word to cut at'].map((name) => [name, 'x']);
  const insert = () => insertRows(database, 'meta', ['name', 'value'], rows);
  database.exec('BEGIN IMMEDIATE');

  expect(codeOf(insert)).toBe('LEDGER_BUSY');

  expect(database.isTransaction).toBe(false);
  insert();
  expect(database.prepare("SELECT count(*) AS count FROM meta WHERE value = 'x'").get()?.count).toBe(2);
});

test('where the answer to COMMIT was lost it is told that the record knows, and it does', async () => {
  const place = await postgres().newPlace();
  createLedgerWriter(open(place), { collector: 'c', run: 'r' }).recordCreation(1_000);
  const proxy = await startCuttingProxy(postgres().port, 'COMMIT');
  onTestFinished(proxy.stop);
  const database = open(place.replace(`:${postgres().port}/`, `:${proxy.port}/`));
  const writer = createLedgerWriter(database, { collector: 'c', run: 'r' });
  const note = () => writer.recordAudit({ action: 'noted', author: 'a', recordedMs: 2_000 });

  expect(note).toThrow(/broke while it recorded: expected its answer, got none.*look in the record/);

  expect(audits(database)).toBe(2);
});

test('whoever writes waits for others that do as long as it was told, and reads meanwhile', async () => {
  const place = await postgres().newPlace();
  const [first, second] = [open(place), open(place, 50)];
  createLedgerWriter(first, { collector: 'c', run: 'r' }).recordCreation(1_000);
  first.exec('BEGIN IMMEDIATE');

  expect(codeOf(() => second.exec('BEGIN IMMEDIATE'))).toBe('LEDGER_BUSY');

  expect(second.isTransaction).toBe(false);
  expect(audits(second)).toBe(1);
  first.exec('COMMIT');
  second.exec('BEGIN IMMEDIATE');
  second.exec('COMMIT');
});

test('rows go on to be read while others are asked for, in a snapshot and without one', async () => {
  const place = await postgres().newPlace();
  const database = open(place);
  const rows = database.prepare('SELECT value FROM generate_series(1, ?) AS value');
  const sum = () => {
    let all = 0;
    for (const { value } of rows.iterate(12_000)) {
      all += Number(value);
      if (all % 1_000 === 0) database.prepare('SELECT seq FROM head').get();
    }
    return all;
  };

  const outside = sum();
  database.exec('BEGIN');
  const inside = sum();
  for (const { value } of rows.iterate(12_000)) if (value === 3) break;
  const [one, two] = [rows.iterate(1_000), rows.iterate(1_000)];
  const turns = Array.from(
    { length: 1_000 },
    () => Number(one.next().value?.value) + Number(two.next().value?.value),
  );
  database.exec('COMMIT');

  expect([outside, inside]).toEqual([72_006_000, 72_006_000]);
  expect(turns.at(-1)).toBe(2_000);
});

test.each([1, 7, 600])(
  'two are gone through side by side, %i rows of one for each of the other',
  async (speed) => {
    const database = open(await postgres().newPlace());
    const rows = database.prepare('SELECT value FROM generate_series(1, ?) AS value');
    const [slow, fast] = [rows.iterate(12_000), rows.iterate(12_000)];
    const sums = [0, 0];

    for (let turn = 0; sums.some((sum) => sum < 72_006_000); turn++) {
      const which = turn % (speed + 1) === 0 ? 0 : 1;
      sums[which] = (sums[which] ?? 0) + Number((which === 0 ? slow : fast).next().value?.value ?? 0);
    }

    expect(sums).toEqual([72_006_000, 72_006_000]);
  },
);

test('a transaction that failed does not end as if it had recorded', async () => {
  const database = open(await postgres().newPlace());
  database.exec('BEGIN IMMEDIATE');
  expect(() => database.exec('SELECT 1 / 0')).toThrow('division by zero');

  expect(() => database.exec('COMMIT')).toThrow('nothing of it is recorded');

  expect(database.isTransaction).toBe(false);
});

test('a right that a session holds is refused to others by its name, and gone with the session', async () => {
  const place = await postgres().newPlace();
  open(place).close();
  const lock = takeSessionLock(place, 'camwatch incidents', () => Date.UTC(2026, 0, 2));

  expect(() => takeSessionLock(place, 'camwatch incidents', Date.now)).toThrow(
    `by process ${process.pid} since 2026-01-02T00:00:00.000Z; stop it first`,
  );
  takeSessionLock(place, 'camwatch schedules', Date.now).release();

  cutSessions(place);
  // The server ends the session a moment after it was told to.
  await vi.waitFor(() => takeSessionLock(place, 'camwatch incidents', Date.now).release());
  lock.release();
});

test('a server that is not there is told within seconds, and found again', async () => {
  const place = await postgres().newPlace();
  const database = open(place);
  createLedgerWriter(database, { collector: 'c', run: 'r' }).recordCreation(1_000);
  await postgres().kill();

  expect(codeOf(() => open(place))).toBe('LEDGER_BUSY');

  await postgres().restart();
  expect(audits(database)).toBe(1);
});
