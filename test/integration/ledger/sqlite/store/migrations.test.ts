import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { TrafficDay } from '#core/domain/traffic.ts';
import { CHAINED_TABLE_NAMES } from '#ledger/record/chained-tables.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { bodyOf, readChain } from '#ledger/sqlite/chain/read-chain.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { backupLedger } from '#ledger/sqlite/keeping/backup-ledger.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { restoreLedger } from '#ledger/sqlite/keeping/restore-ledger.ts';
import { openReceiving } from '#ledger/sqlite/receiving/open-receiving.ts';
import { MIGRATIONS } from '#ledger/sqlite/store/migrations.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { batchOf, collectorChain } from '#test/support/collector-chain.ts';
import { change, openTempLedger, openTempReader, tamper, tempLedgerPath } from '#test/support/temp-ledger.ts';
import { trafficDay } from '#test/support/traffic-day.ts';

async function ledgerWithRows(days: readonly TrafficDay[] = [trafficDay([1])]): Promise<string> {
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path);
  await ledger.record({
    changes: [change('device:a', 'down', 1_000)],
    coverage: [{ fromMs: 0, toMs: 9, closed: 'stop' }],
  });
  await ledger.recordRevisions([{ kind: 'device', id: 'a', fromMs: 0, body: {} }], {
    author: 'an',
    sourceHash: 'x',
    recordedMs: 0,
  });
  await ledger.recordTraffic({ open: [], closed: days });
  await ledger.close();
  return path;
}

/** Gives a row to each table that only other processes write. */
function addRowsOfOthers(path: string): void {
  const database = openStore(path, { nowMs: () => 0 });
  const decision = { id: 'x', action: 'made', recorded_ms: 1, author: 'an', body: '{}' };
  const origin = { source: 'zabbix', run: 'import:1', recorded_ms: 1, author: 'an' };
  createChain(database).transaction((append) => {
    append('maintenance', decision);
    append('claim', decision);
    append('statement', decision);
    append('incident_step', decision);
    append('plan_step', decision);
    append('checkpoint', decision);
    append('unmeasured', decision);
    append('import', { ...origin, body: '{}' });
    const covered = { entity: 'device:a', indicator: 'reach', from_ms: 0, to_ms: 1, source_seq: 1 };
    append('imported_coverage', { ...origin, ...covered });
    append('void', {
      voids: Number(database.prepare('SELECT seq FROM coverage').get()?.seq),
      kind: 'coverage',
      recorded_ms: 1,
      author: 'an',
      reason: 'the clock was ahead',
    });
    const lease = { zone: 'default', epoch: 1, from_ms: 1, collectors: '["a"]', reason: 'the first' };
    append('lease', { ...lease, recorded_ms: 1, author: 'an' });
  });
  database.close();
  const receiving = openReceiving(path, { receiver: 'hub-1', nowMs: () => 0 });
  receiving.receive(batchOf(collectorChain('zone-1'), 'zone-1'));
  receiving.close();
}

/** Back to the schema of an older program, which knew nothing of these tables and columns. */
const UNDO_VERSION_13 = `
  DROP TABLE collector; DROP TABLE collector_certificate; DROP TABLE collector_seen;
  DELETE FROM schema_version WHERE version > 12;`;
const UNDO_VERSION_12 = `${UNDO_VERSION_13}
  ALTER TABLE change DROP COLUMN written_ms;
  ALTER TABLE coverage DROP COLUMN written_ms;
  ALTER TABLE traffic_day DROP COLUMN written_ms;
  DROP TABLE receipt; DROP TABLE lease; DROP TABLE collector_row; DROP TABLE collector_head;
  DELETE FROM schema_version WHERE version > 11;`;
const UNDO_VERSION_11 = `${UNDO_VERSION_12}
  DROP INDEX incident_step_opened;
  DROP INDEX incident_step_person;
  DELETE FROM schema_version WHERE version > 10;`;
const UNDO_VERSION_10 = `${UNDO_VERSION_11}
  DROP TABLE void;
  DELETE FROM schema_version WHERE version > 9;`;
const UNDO_VERSION_9 = `${UNDO_VERSION_10}
  DROP TABLE unmeasured;
  DELETE FROM schema_version WHERE version > 8;`;
const UNDO_VERSION_8 = `${UNDO_VERSION_9}
  DROP TABLE checkpoint;
  DELETE FROM schema_version WHERE version > 7;`;
const UNDO_VERSION_7 = `${UNDO_VERSION_8}
  ALTER TABLE coverage DROP COLUMN interval_ms;
  DROP TABLE coverage_open;
  CREATE TABLE coverage_open (
    source TEXT NOT NULL, run TEXT NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL,
    PRIMARY KEY (source, run, from_ms)
  ) STRICT, WITHOUT ROWID;
  DELETE FROM schema_version WHERE version > 6;`;
const UNDO_VERSION_6 = `${UNDO_VERSION_7}
  DROP TABLE plan_step;
  DELETE FROM schema_version WHERE version > 5;`;
const UNDO_VERSION_5 = `${UNDO_VERSION_6}
  DROP TABLE incident_step; DROP TABLE incident; DROP TABLE incident_member; DROP TABLE incident_news;
  DROP TABLE incident_input; DROP TABLE incident_cursor; DROP TABLE incident_snapshot; DROP TABLE outbox;
  DELETE FROM schema_version WHERE version > 4;`;
const UNDO_VERSION_4 = `${UNDO_VERSION_5}
  DROP TABLE day_copied; DROP TABLE day_gone;
  DELETE FROM schema_version WHERE version > 3;`;
const UNDO_VERSION_3 = `${UNDO_VERSION_4}
  DROP TABLE maintenance; DROP TABLE claim; DROP TABLE statement; DROP TABLE import; DROP TABLE imported_coverage;
  DROP TABLE day; DROP TABLE day_group; DROP TABLE day_built; DROP INDEX change_imported;
  DELETE FROM schema_version WHERE version > 2;`;
const UNDO_VERSION_2 = `
  DROP TABLE traffic_day; DROP TABLE traffic_open; DROP TABLE finding; DROP TABLE device_facts;
  DELETE FROM schema_version WHERE version > 1;`;

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  return database;
}

describe('every chained table', () => {
  test.each(CHAINED_TABLE_NAMES)('%s refuses to be changed, emptied or written over', async (table) => {
    const path = await ledgerWithRows();
    addRowsOfOthers(path);
    const database = open(path);
    const refusal = `${table} is append-only`;

    expect(() => database.exec(`UPDATE ${table} SET recorded_ms = 0`)).toThrow(refusal);
    expect(() => database.exec(`DELETE FROM ${table}`)).toThrow(refusal);
    expect(() => database.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).toThrow(refusal);
  });
});

describe('a later version', () => {
  const LATER = [
    ...MIGRATIONS,
    'ALTER TABLE change ADD COLUMN zone TEXT; CREATE TABLE later (seq INTEGER PRIMARY KEY) STRICT;',
  ];

  test('adds columns and tables and leaves the chain as it is', async () => {
    const path = await ledgerWithRows();
    const before = [...readChain(open(path), 1)].map((row) => [row.hash, bodyOf(row)]);

    openStore(path, { nowMs: () => 5, migrations: LATER }).close();

    const database = open(path);
    expect([...readChain(database, 1)].map((row) => [row.hash, bodyOf(row)])).toEqual(before);
    expect(database.prepare('SELECT version, applied_ms FROM schema_version').all()).toMatchObject([
      ...MIGRATIONS.map((_, index) => ({ version: index + 1, applied_ms: 1_000_000 })),
      { version: LATER.length, applied_ms: 5 },
    ]);
  });

  test('that fails half-way leaves the old one', async () => {
    const path = await ledgerWithRows();

    expect(() =>
      openStore(path, { nowMs: () => 5, migrations: [...LATER, 'SELECT 1 FROM nowhere'] }),
    ).toThrow(`${path}: the ledger failed: no such table: nowhere`);

    expect(open(path).prepare('SELECT max(version) AS version FROM schema_version').get()).toMatchObject({
      version: MIGRATIONS.length,
    });
  });
});

describe.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('a ledger of version %i', (version) => {
  const UNDO_TO: Readonly<Record<number, string>> = {
    1: `${UNDO_VERSION_3} ${UNDO_VERSION_2}`,
    2: UNDO_VERSION_3,
    3: UNDO_VERSION_4,
    4: UNDO_VERSION_5,
    5: UNDO_VERSION_6,
    6: UNDO_VERSION_7,
    7: UNDO_VERSION_8,
    8: UNDO_VERSION_9,
    9: UNDO_VERSION_10,
    10: UNDO_VERSION_11,
    11: UNDO_VERSION_12,
    12: UNDO_VERSION_13,
  };

  /** As the program of that version left it. */
  async function oldLedger(): Promise<string> {
    const path = await ledgerWithRows(version === 1 ? [] : [trafficDay([1])]);
    tamper(path, UNDO_TO[version] ?? '');
    return path;
  }

  test('is verified, backed up and exported as it is', async () => {
    const path = await oldLedger();
    const backup = `${path}.backup`;

    expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    expect(await backupLedger(path, backup)).toMatchObject({ problems: [] });

    expect([...exportLedger(backup, { secret: 'include' })].length).toBeGreaterThan(4);
    expect(open(path).prepare('SELECT max(version) AS version FROM schema_version').get()).toMatchObject({
      version,
    });
  });

  test('is restored from a backup, and brought up to date by it', async () => {
    const path = await oldLedger();
    const backup = `${path}.backup`;
    await backupLedger(path, backup);

    await restoreLedger(backup, path, { author: 'an', nowMs: () => 7, existing: 'set-aside' });

    expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    expect([...openTempReader(path).trafficDays()]).toHaveLength(version === 1 ? 0 : 1);
    expect([...openTempReader(path).decisions('claim')]).toEqual([]);
  });

  test('is brought up to date by the next start, which keeps every row', async () => {
    const path = await oldLedger();
    const before = [...readChain(open(path), 1)].map(({ hash }) => hash);

    const ledger = await openTempLedger(path, { run: 'run-2' });
    await ledger.recordTraffic({ open: [], closed: [trafficDay([1])] });
    await ledger.close();
    addRowsOfOthers(path);

    const after = [...readChain(open(path), 1)].map(({ hash }) => hash);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
  });

  test('is not read for figures before that', async () => {
    const path = await oldLedger();

    expect(() => openTempReader(path)).toThrow(
      `${path}: expected a ledger of version ${MIGRATIONS.length}, got version ${version}; start camwatch once to bring it up to date`,
    );
  });
});
