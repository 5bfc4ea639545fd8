import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHAINED_TABLE_NAMES } from '#ledger/record/chained-tables.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openStoreReadOnly } from '#ledger/sqlite/store/open-store.ts';
import { importChanges } from '#ledger/sqlite/writing/import-changes.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { change, openTempLedger } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeVerifyChain({ engine, tempPlace, tamper }: StoreUnderTest): void {
  /** Row 1 is the creation, rows 2 to 4 changes, 5 a seal, 6 a revision, 7 a change, 8 coverage, 9 the seal of the end. */
  async function writeLedger(path: string): Promise<void> {
    const ledger = await openTempLedger(path);
    await ledger.record({
      changes: [
        change('device:a', 'up', 1_000),
        change('device:b', 'up', 1_000),
        change('device:a', 'down', 2_000, { evidence: { probes: 3 } }),
      ],
    });
    await ledger.recordRevisions([{ kind: 'device', id: 'a', fromMs: 0, body: { site: 's' } }], {
      author: 'an',
      sourceHash: 'x',
      recordedMs: 0,
    });
    await ledger.record({
      changes: [change('device:a', 'up', 3_000)],
      coverage: [{ fromMs: 0, toMs: 4_000, closed: 'stop' }],
    });
    await ledger.close();
  }

  /** Rows of the tables that only commands write. */
  async function writeRowsOfOthers(path: string): Promise<void> {
    const decisions = openDecisions(path, { author: 'an', nowMs: () => 5_000 });
    for (const table of ['maintenance', 'claim', 'statement'] as const)
      decisions.append(table, { id: 'x', action: 'made', body: { why: 'power' } });
    decisions.close();
    const covered = { entity: 'device:a', indicator: 'reach', fromMs: 0, toMs: 1_000 } as const;
    const content = {
      source: 'zabbix',
      about: {},
      changes: [change('device:a', 'up', 0)],
      coverage: [covered],
    };
    await importChanges(path, content, { author: 'an', nowMs: () => 6_000 });
  }

  async function problemsAfter(sql: string, scope: 'full' | 'since-last-seal' = 'full') {
    const path = tempPlace();
    await writeLedger(path);
    tamper(path, sql);
    const { problems } = await verifyLedger(path, { scope });
    return problems.map(({ kind, seq, message }) => ({
      kind,
      seq,
      message: message.replaceAll(/[0-9a-f]{64}/g, 'HASH'),
    }));
  }

  const REBUILD = 'DELETE FROM status';

  describe('verifyLedger', () => {
    test('passes a ledger that nobody touched', async () => {
      const path = tempPlace();
      await writeLedger(path);

      expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({
        fromSeq: 1,
        rows: 9,
        head: { seq: 9 },
        problems: [],
      });
      expect(await verifyLedger(path, { scope: 'since-last-seal' })).toMatchObject({
        fromSeq: 8,
        rows: 2,
        head: { seq: 9 },
        problems: [],
      });
    });

    test('finds a changed value, and names the row', async () => {
      expect(await problemsAfter("UPDATE change SET reason = 'refused' WHERE seq = 4")).toEqual([
        {
          kind: 'changed',
          seq: 4,
          message:
            'row 4 (change) was changed: expected content with the hash HASH, got content with the hash HASH',
        },
      ]);
    });

    test('finds a single space in a body', async () => {
      expect(await problemsAfter(`UPDATE change SET body = '{"probes": 3}' WHERE seq = 4`)).toMatchObject([
        { kind: 'changed', seq: 4 },
      ]);
    });

    test('finds a removed row', async () => {
      expect(await problemsAfter('DELETE FROM revision WHERE seq = 6')).toEqual([
        {
          kind: 'missing',
          seq: 6,
          message: 'row 6 is missing: expected row 6 after row 5, got row 7 (change)',
        },
      ]);
    });

    test('finds removed rows', async () => {
      expect(await problemsAfter(`DELETE FROM change WHERE seq IN (2, 3); ${REBUILD}`)).toContainEqual({
        kind: 'missing',
        seq: 2,
        message: 'rows 2 to 3 are missing: expected row 2 after row 1, got row 4 (change)',
      });
    });

    test('finds rows that were put in another order', async () => {
      const problems = await problemsAfter(
        'UPDATE change SET seq = -2 WHERE seq = 2; UPDATE change SET seq = 2 WHERE seq = 3; UPDATE change SET seq = 3 WHERE seq = -2',
      );

      expect(problems).toContainEqual({
        kind: 'unlinked',
        seq: 2,
        message: 'row 2 (change) does not follow row 1: expected HASH as the hash before it, got HASH',
      });
      expect(problems).toContainEqual(expect.objectContaining({ kind: 'changed', seq: 3 }));
    });

    test('finds a row that was removed and the rest renumbered', async () => {
      const problems = await problemsAfter(
        'DELETE FROM change WHERE seq = 7; UPDATE coverage SET seq = 7; UPDATE seal SET seq = 8 WHERE seq = 9',
      );

      expect(problems).toContainEqual(expect.objectContaining({ kind: 'unlinked', seq: 7 }));
    });

    test('finds an end that was cut off', async () => {
      expect(await problemsAfter('DELETE FROM seal WHERE seq = 9')).toMatchObject([
        {
          kind: 'head',
          seq: 9,
          message: 'the ledger ends at row 8 with the hash HASH: expected row 9 with the hash HASH',
        },
        // By the mark beside the ledger.
        { kind: 'lost', seq: 9 },
      ]);
    });

    if (engine === 'sqlite')
      test('reads nothing of a file in which a table is computed, which may never end', async () => {
        const path = tempPlace();
        await writeLedger(path);
        tamper(path, 'ALTER TABLE head RENAME TO other; CREATE VIEW HEAD AS SELECT * FROM other');

        await expect(verifyLedger(path, { scope: 'full' })).rejects.toMatchObject({
          code: 'LEDGER_SCHEMA',
          message: `${path}: expected head to be a table, got one that is computed (view); nothing of the file was read`,
        });
      });

    if (engine === 'sqlite')
      test('tells names of the file without what moves the cursor', async () => {
        expect(await problemsAfter('CREATE VIEW "\u001b[2Jgood\u202e" AS SELECT 1')).toMatchObject([
          {
            kind: 'schema',
            message: 'view  [2Jgood  does not belong in a ledger: CREATE VIEW " [2Jgood " AS SELECT 1',
          },
        ]);
      });

    test('an accepted loss that says nothing is a changed row like another', async () => {
      expect(
        await problemsAfter("UPDATE audit SET action = 'loss-accepted', body = '[]' WHERE seq = 1"),
      ).toMatchObject([{ kind: 'changed', seq: 1 }]);
    });

    test('finds a number that two tables have', async () => {
      expect(await problemsAfter('UPDATE coverage SET seq = 7')).toContainEqual({
        kind: 'repeated',
        seq: 7,
        message: 'row 7 (coverage) stands twice: expected row 8',
      });
    });

    test('finds a version of the body that does not exist', async () => {
      expect(await problemsAfter('UPDATE change SET v = 2 WHERE seq = 4')).toMatchObject([
        { kind: 'changed', seq: 4 },
      ]);
    });

    test.each(['full', 'since-last-seal'] as const)(
      'finds a status that the changes do not bear out: %s',
      async (scope) => {
        expect(
          await problemsAfter("UPDATE status SET state = 'down' WHERE entity = 'device:b'", scope),
        ).toEqual([
          {
            kind: 'status',
            seq: 3,
            message:
              'the status of device:b reach is not what the changes say: expected up since 1000 after 1000, row 3, got down since 1000 after 1000, row 3; run camwatch ledger rebuild',
          },
        ]);
      },
    );

    test('finds a status that is missing, and one of what no change is about', async () => {
      const sql =
        "DELETE FROM status WHERE entity = 'device:b'; INSERT INTO status VALUES ('device:c', 'reach', 'up', NULL, 1, 1, 2)";

      expect(await problemsAfter(sql, 'since-last-seal')).toMatchObject([
        {
          kind: 'status',
          seq: 3,
          message: expect.stringContaining(
            'device:b reach is not what the changes say: expected up since 1000 after 1000, row 3, got none',
          ),
        },
        {
          kind: 'status',
          seq: 0,
          message: expect.stringContaining(
            'device:c reach is not what the changes say: expected none, got up since 1 after 1, row 2',
          ),
        },
      ]);
    });

    test('from the last seal on does not look at what is before', async () => {
      expect(
        await problemsAfter("UPDATE change SET reason = 'refused' WHERE seq = 4", 'since-last-seal'),
      ).toEqual([]);
    });

    test('finds a chain that was written anew, by a head that was handed out', async () => {
      const path = tempPlace();
      await writeLedger(path);
      const { head } = await verifyLedger(path, { scope: 'full' });
      const forged = tempPlace();
      await writeLedger(forged);

      expect(await verifyLedger(path, { scope: 'since-last-seal', expectedHead: head })).toMatchObject({
        problems: [],
      });
      const { problems } = await verifyLedger(forged, { scope: 'since-last-seal', expectedHead: head });
      expect(problems).toMatchObject([{ kind: 'seal', seq: 9 }]);
      expect(problems[0]?.message).toContain(`expected the hash ${head.hash}, got `);
      const later = { ...head, seq: 99 };
      expect(await verifyLedger(forged, { scope: 'full', expectedHead: later })).toMatchObject({
        problems: [{ kind: 'missing', seq: 99 }],
      });
    });

    test('shows progress to the end', async () => {
      const path = tempPlace();
      await writeLedger(path);
      const shown: number[][] = [];

      await verifyLedger(path, { scope: 'full', onProgress: (done, total) => shown.push([done, total]) });

      expect(shown.at(-1)).toEqual([9, 9]);
    });

    test('settles when it is told to stop', async () => {
      const path = tempPlace();
      await writeLedger(path);

      await expect(
        verifyLedger(path, { scope: 'full', signal: AbortSignal.abort(new Error('enough')) }),
      ).rejects.toThrow('enough');
    });

    if (engine === 'sqlite')
      test('finds any value of any row that was changed', async () => {
        const path = tempPlace();
        await writeLedger(path);
        await writeRowsOfOthers(path);
        const cells = listCells(path);

        await fc.assert(
          fc.asyncProperty(fc.constantFrom(...cells), async ({ table, seq, column }) => {
            const folder = mkdtempSync(join(tmpdir(), 'camwatch-cell-'));
            try {
              const copy = join(folder, 'ledger.sqlite');
              const source = new DatabaseSync(path, { readOnly: true });
              source.prepare('VACUUM INTO ?').run(copy);
              source.close();
              tamper(
                copy,
                `PRAGMA ignore_check_constraints = 1; UPDATE ${table} SET ${column} = ${CHANGED} WHERE seq = ${seq}`.replaceAll(
                  'COLUMN',
                  column,
                ),
              );

              expect((await verifyLedger(copy, { scope: 'full' })).problems).not.toEqual([]);
            } finally {
              rmSync(folder, { recursive: true });
            }
          }),
          { numRuns: 40 },
        );
      });
  });

  /** Another value of the same type. */
  const CHANGED =
    "CASE typeof(COLUMN) WHEN 'integer' THEN COLUMN + 1000 WHEN 'blob' THEN randomblob(length(COLUMN)) ELSE coalesce(COLUMN, '') || 'x' END";

  function listCells(path: string) {
    const database = openStoreReadOnly(path);
    const cells = CHAINED_TABLE_NAMES.flatMap((table) =>
      database
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .flatMap((row) =>
          Object.keys(row)
            // An empty integer cannot be made a text, and a changed number is another test.
            .filter((column) => column !== 'seq' && row[column] !== null)
            .map((column) => ({ table, seq: Number(row.seq), column })),
        ),
    );
    database.close();
    return cells;
  }
}
