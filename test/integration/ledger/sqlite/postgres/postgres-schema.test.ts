import { expect, test } from 'vitest';
import { rebuildLedger } from '#ledger/sqlite/keeping/rebuild-ledger.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { usePostgres } from '../../../../support/postgres.ts';

const postgres = usePostgres();

test.each([
  [
    'a trigger that was dropped',
    'DROP TRIGGER change_no_update ON camwatch.change',
    'trigger change_no_update is missing',
  ],
  [
    'a trigger that was switched off',
    'ALTER TABLE camwatch.audit DISABLE TRIGGER audit_no_delete',
    'trigger audit_no_delete is another than it should be',
  ],
  ['an index that was dropped', 'DROP INDEX camwatch.change_entity', 'index change_entity is missing'],
  [
    'a function that lets everything pass',
    'CREATE OR REPLACE FUNCTION camwatch.refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$',
    'function refuse_row is another than it should be',
  ],
  [
    'a rule that swallows rows',
    'CREATE RULE swallow AS ON INSERT TO camwatch.audit DO INSTEAD NOTHING',
    'rule swallow does not belong in a ledger',
  ],
])('%s is refused, told and put right', async (_name, sql, told) => {
  const place = await postgres().newPlace();
  const database = openStore(place, { nowMs: () => 1_000 });
  createLedgerWriter(database, { collector: 'c', run: 'r' }).recordCreation(1_000);
  database.close();
  await postgres().query(place, sql);

  expect(() => openLedgerReader(place)).toThrow(told);
  expect(() => openStore(place, { nowMs: () => 2_000 })).toThrow('camwatch ledger rebuild puts it right');

  expect(rebuildLedger(place, { author: 'an', nowMs: () => 3_000 }).schema.join('\n')).toContain(told);
  const reader = openLedgerReader(place);
  expect(reader.audits({ limit: 1 })).toMatchObject([{ action: 'schema-mended', author: 'an' }]);
  reader.close();
});

test('a table of the record that was changed is beyond mending', async () => {
  const place = await postgres().newPlace();
  openStore(place, { nowMs: () => 1_000 }).close();
  await postgres().query(place, 'ALTER TABLE camwatch.change ALTER COLUMN reason SET NOT NULL');

  expect(() => rebuildLedger(place, { author: 'an', nowMs: () => 3_000 })).toThrow(
    /table change is another.*restore a backup/s,
  );
});

test('tables of another program are left as they are', async () => {
  const place = await postgres().newPlace();
  await postgres().query(place, 'CREATE SCHEMA camwatch; CREATE TABLE camwatch.theirs (a int)');

  expect(() => openStore(place, { nowMs: () => 1_000 })).toThrow('got tables of another program');
});

test('a view in the place of a table is not read', async () => {
  const place = await postgres().newPlace();
  openStore(place, { nowMs: () => 1_000 }).close();
  await postgres().query(
    place,
    'ALTER TABLE camwatch.status RENAME TO status_there; CREATE VIEW camwatch.status AS SELECT * FROM camwatch.status_there',
  );

  expect(() => openLedgerReader(place)).toThrow(
    'expected status to be a table, got one that is computed (view)',
  );
});
