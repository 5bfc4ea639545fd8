import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '#ledger/migrations.ts';
import { openStore } from '#ledger/open-store.ts';
import { readChain } from '#ledger/read-chain.ts';
import { renderRowBody } from '#ledger/row-body.ts';
import { change, openTempLedger, tempLedgerPath } from '#test/support/temp-ledger.ts';

async function ledgerWithRows(): Promise<string> {
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path);
  await ledger.record({
    changes: [change('device:a', 'down', 1_000)],
    coverage: { fromMs: 0, toMs: 9, closed: 'stop' },
  });
  await ledger.recordRevisions([{ kind: 'device', id: 'a', fromMs: 0, body: {} }], {
    author: 'an',
    sourceHash: 'x',
    recordedMs: 0,
  });
  await ledger.close();
  return path;
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  return database;
}

describe('every chained table', () => {
  const TABLES = ['change', 'coverage', 'revision', 'seal', 'audit'];

  test.each(TABLES)('%s refuses to be changed, emptied or written over', async (table) => {
    const database = open(await ledgerWithRows());
    const refusal = `${table} is append-only`;

    expect(() => database.exec(`UPDATE ${table} SET recorded_ms = 0`)).toThrow(refusal);
    expect(() => database.exec(`DELETE FROM ${table}`)).toThrow(refusal);
    expect(() => database.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).toThrow(refusal);
  });
});

describe('a later version', () => {
  const LATER = [
    ...MIGRATIONS,
    'ALTER TABLE change ADD COLUMN zone TEXT; CREATE TABLE maintenance (seq INTEGER PRIMARY KEY) STRICT;',
  ];

  test('adds columns and tables and leaves the chain as it is', async () => {
    const path = await ledgerWithRows();
    const before = [...readChain(open(path), 1)].map((row) => [row.hash, renderRowBody(row)]);

    openStore(path, { nowMs: () => 5, migrations: LATER }).close();

    const database = open(path);
    expect([...readChain(database, 1)].map((row) => [row.hash, renderRowBody(row)])).toEqual(before);
    expect(database.prepare('SELECT version, applied_ms FROM schema_version').all()).toMatchObject([
      { version: 1, applied_ms: 1_000_000 },
      { version: 2, applied_ms: 1_000_000 },
      { version: 3, applied_ms: 5 },
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
