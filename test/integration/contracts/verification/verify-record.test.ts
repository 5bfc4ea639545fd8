import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findDayProblems } from '#availability/sums/find-day-problems.ts';
import { findChainFaults, verifyRecord } from '#contracts/verification/verify-record.ts';
import { backupLedger } from '#ledger/sqlite/keeping/backup-ledger.ts';
import { restoreLedger } from '#ledger/sqlite/keeping/restore-ledger.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { editFile, writeSummedCity } from '#test/support/summed-city.ts';
import { openTempReader, tamper, tempLedgerPath } from '#test/support/temp-ledger.ts';

const problemsOf = async (path: string) => {
  const { problems } = await verifyRecord(recordStore(path), { scope: 'since-last-seal' });
  return problems.map(({ kind, message }) => `${kind}: ${message}`);
};

/** Of a schema that is not read through: its SQL is written over in the file. */
const rewrite = (name: string, from: string, to: string) => `
  PRAGMA writable_schema = ON;
  UPDATE sqlite_schema SET sql = replace(sql, '${from}', '${to}') WHERE name = '${name}';
  PRAGMA writable_schema = OFF;`;

const DAY = "kind = 'kind' AND id = 'camera' AND indicator = 'reach' AND date = '2025-10-02'";

describe('a ledger is verified from its last seal on', () => {
  test('finds nothing in one that nobody touched', async () => {
    expect(await problemsOf(writeSummedCity())).toEqual([]);
  });

  test('tells a row before the seal that was edited, by the sums that differ from it, and first of all', async () => {
    const path = writeSummedCity();
    tamper(path, "UPDATE change SET state = 'up', reason = NULL WHERE state = 'down'");

    const edited = /^row \d+ \(change\) was changed: /;
    const [first] = await problemsOf(path);
    expect(first?.replace(/^changed: /, '')).toMatch(edited);
    expect(await findChainFaults(recordStore(path))).toEqual([expect.stringMatching(edited)]);
  });

  test.each<[what: string, sql: string, problem: string]>([
    [
      'the down time of a group',
      `UPDATE day_group SET down_ms = 0, up_ms = up_ms + 43200000 WHERE ${DAY}`,
      'day: the sums of day_group kind camera reach 2025-10-02: expected 2 entities, up 129600000, degraded 0, down 43200000, unknown 0, out of service 0 ms, got 2 entities, up 172800000, degraded 0, down 0, unknown 0, out of service 0 ms; run camwatch ledger days rebuild',
    ],
    [
      'a group that is gone',
      `DELETE FROM day_group WHERE ${DAY}`,
      'day: the sums of day_group kind camera reach 2025-10-02: expected 2 entities, .*, got no row',
    ],
    [
      'a group that never was',
      "INSERT INTO day_group VALUES ('district', 'quan-x/camera', 'reach', '2025-10-02', 1, 86400000, 0, 0, 0, 0)",
      'day: the sums of day_group district quan-x/camera reach 2025-10-02: expected no row, got 1 entities',
    ],
    [
      'the day of a device',
      'UPDATE day SET down_ms = down_ms - 1, up_ms = up_ms + 1',
      'day: the sums of day device:cam-1 reach 2025-10-02: expected up 43200000, .* down 43200000, .*, got up 43200001',
    ],
    [
      'a day of a device that is gone',
      'DELETE FROM day',
      'day: the sums of day device:cam-1 reach 2025-10-02: expected .*, got no row',
    ],
    [
      'a day that was never made, and is said to be',
      "DELETE FROM day_group WHERE date = '2025-10-02' AND kind = 'district'",
      'day: the sums of day_group district ',
    ],
    [
      'a present state',
      "UPDATE status SET state = 'down', reason = 'timeout' WHERE entity = 'device:cam-2'",
      'status: the status of device:cam-2 reach is not what the changes say',
    ],
    [
      'a present state that is gone',
      "DELETE FROM status WHERE entity = 'device:cam-2'",
      'status: the status of device:cam-2 reach .* got none; run camwatch ledger rebuild',
    ],
    [
      'the coverage that still grows, drawn out',
      'UPDATE coverage_open SET to_ms = to_ms + 3600001',
      'open: the open coverage of collector-1 \\(run-1\\) reaches to 2025-10-03T18:00:00.001Z: expected an hour after the last seal at the latest, which was at 2025-10-03T17:00:00.000Z',
    ],
    [
      'open coverage of another run',
      "INSERT INTO coverage_open SELECT source, 'run-0', interval_ms, 0, to_ms FROM coverage_open",
      'open: the open coverage is of 2 runs: expected that of one, got run-0, run-1',
    ],
    [
      'a day of a link whose counts do not add up',
      "INSERT INTO traffic_open VALUES ('line', '2025-10-03', 'in', 'collector-1', 'run-1', 1000000, 12, 9, '5:11')",
      'open: the open traffic of line 2025-10-03 in counts 12 samples: expected 11 from its histogram',
    ],
    [
      'rows that left the last ones and the first',
      'DELETE FROM revision WHERE id = (SELECT min(id) FROM revision)',
      'missing: the chained tables have \\d+ rows: expected \\d+, one for each number',
    ],
    [
      'a version that is gone',
      'DELETE FROM schema_version WHERE version = 2',
      'schema: schema_version: expected the versions 1 to \\d+, got \\d+ from 1 on',
    ],
  ])('%s', async (_, sql, problem) => {
    const path = writeSummedCity();
    tamper(path, sql);

    expect((await problemsOf(path)).join('\n')).toMatch(new RegExp(problem));
  });

  test.each<[what: string, sql: string, problem: string]>([
    [
      'a trigger that swallows outages',
      "CREATE TRIGGER calm BEFORE INSERT ON change WHEN NEW.state = 'down' BEGIN SELECT RAISE(IGNORE); END",
      'schema: trigger calm does not belong in a ledger: CREATE TRIGGER calm BEFORE INSERT ON change',
    ],
    [
      'a trigger on a working table',
      'CREATE TRIGGER calm AFTER INSERT ON day_group BEGIN UPDATE day_group SET down_ms = 0; END',
      'schema: trigger calm does not belong in a ledger',
    ],
    [
      'a trigger that is gone',
      'DROP TRIGGER change_no_update',
      'schema: trigger change_no_update is missing: expected CREATE TRIGGER change_no_update BEFORE UPDATE ON change',
    ],
    [
      'a trigger that does something else',
      'DROP TRIGGER seal_no_delete; CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal BEGIN SELECT 1; END',
      'schema: trigger seal_no_delete is another than it should be',
    ],
    [
      'an index that is gone',
      'DROP INDEX change_at',
      'schema: index change_at is missing: expected CREATE INDEX change_at ON change \\(at_ms\\)',
    ],
    [
      'an index of a part',
      "DROP INDEX change_at; CREATE INDEX change_at ON change (at_ms) WHERE state <> 'down'",
      'schema: index change_at is another than it should be',
    ],
    [
      'an index that is not ours',
      'CREATE INDEX mine ON change (state)',
      'schema: index mine does not belong in a ledger',
    ],
    ['a view', 'CREATE VIEW mine AS SELECT * FROM change', 'schema: view mine does not belong in a ledger'],
    ['a table', 'CREATE TABLE mine (a)', 'schema: table mine does not belong in a ledger'],
    ['statistics', 'ANALYZE', 'schema: table sqlite_stat1 does not belong in a ledger'],
    ['a table that is gone', 'DROP TABLE day', 'schema: table day is missing'],
    [
      'a check that is gone',
      rewrite('day_group', ' CHECK (down_ms >= 0)', ''),
      'schema: table day_group is another than it should be',
    ],
    [
      'columns that change places',
      `${rewrite('day_group', 'up_ms', 'swap_ms')} ${rewrite('day_group', 'down_ms', 'up_ms')} ${rewrite('day_group', 'swap_ms', 'down_ms')}`,
      'schema: table day_group is another than it should be',
    ],
    [
      'a generated column',
      'ALTER TABLE finding ADD COLUMN mine INTEGER AS (1)',
      'schema: table finding is another than it should be',
    ],
  ])('the schema: %s', async (_, sql, problem) => {
    const path = writeSummedCity();
    editFile(path, sql);

    expect((await problemsOf(path)).join('\n')).toMatch(new RegExp(problem));
    expect(() => openTempReader(path)).toThrow(`${path}: expected the schema of a ledger, got another:\n  `);
  });

  test('an index that lacks rows, whatever its SQL says', async () => {
    const path = writeSummedCity();
    editFile(path, "DROP INDEX change_at; CREATE INDEX change_at ON change (at_ms) WHERE state <> 'down'");
    editFile(path, rewrite('change_at', " WHERE state <> ''down''", ''));

    expect(await problemsOf(path)).toEqual([
      'file: index change_at has 3 of 4 rows of change: run PRAGMA integrity_check',
    ]);
  });

  test('a copy of what does not verify is not kept, and not restored', async () => {
    const path = writeSummedCity();
    const good = `${path}.good`;
    await backupLedger(path, good, { derived: findDayProblems });
    tamper(path, `UPDATE day_group SET down_ms = 0 WHERE ${DAY}`);
    tamper(
      good,
      "CREATE TRIGGER calm BEFORE INSERT ON change WHEN NEW.state = 'down' BEGIN SELECT RAISE(IGNORE); END",
    );
    const [copy, target] = [`${path}.copy`, tempLedgerPath()];
    const restored = { derived: findDayProblems, author: 'an', nowMs: () => 7, existing: 'refuse' } as const;

    await expect(backupLedger(path, copy, { derived: findDayProblems })).rejects.toMatchObject({
      code: 'LEDGER_BROKEN',
      message: expect.stringContaining(
        'the backup was not kept, since it does not verify:\n  the sums of day_group kind camera',
      ),
    });
    await expect(restoreLedger(path, target, restored)).rejects.toMatchObject({
      code: 'LEDGER_BROKEN',
      message: expect.stringContaining(
        'the backup was not restored, since it does not verify:\n  the sums of day_group kind camera',
      ),
    });
    await expect(restoreLedger(good, target, restored)).rejects.toMatchObject({
      code: 'LEDGER_BROKEN',
      message: expect.stringContaining('\n  trigger calm does not belong in a ledger'),
    });
    expect([copy, target].map((file) => existsSync(file))).toEqual([false, false]);
  });
});
