import { expect, test } from 'vitest';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { usePostgres } from '../../../../support/postgres.ts';
import { change, tempLedgerPath } from '../../../../support/temp-ledger.ts';

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

test('what is on record can neither be changed nor taken away', async () => {
  const place = await postgres().newPlace();
  const database = openStore(place, { nowMs: () => 9_000 });
  createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' }).recordCreation(9_000);

  for (const sql of ["UPDATE audit SET author = 'x'", 'DELETE FROM audit', 'TRUNCATE audit'])
    expect(() => database.exec(sql), sql).toThrow('audit is append-only');

  database.close();
});
