import { copyFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NUMBERED_TABLE_NAMES } from '#ledger/sqlite/chain/read-chain.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openReceiving } from '#ledger/sqlite/receiving/open-receiving.ts';
import { batchOf, districtChain } from '#test/support/collector-chain.ts';
import { tamper, tempLedgerPath } from '#test/support/temp-ledger.ts';

/** A centre with the rows of two collectors in turns. */
function receivedLedger(): string {
  const path = tempLedgerPath();
  const receiving = openReceiving(path, { receiver: 'hub-1', nowMs: () => 600 });
  const [one, two] = [districtChain('zone-1'), districtChain('zone-2', 'device:b')];
  receiving.receive({ ...batchOf(one, 'zone-1'), lines: one.rowsFrom(1, 3), coveredMs: 1_000 });
  receiving.receive({ ...batchOf(two, 'zone-2'), coveredMs: 2_000 });
  receiving.receive({ ...batchOf(one, 'zone-1', 4, 200_000), coveredMs: 3_000 });
  receiving.close();
  return path;
}

/** Another value of the same type. */
const CHANGED =
  "CASE typeof(COLUMN) WHEN 'integer' THEN COLUMN + 1000 WHEN 'blob' THEN randomblob(length(COLUMN)) ELSE coalesce(COLUMN, '') || 'x' END";

function listCells(path: string) {
  const database = new DatabaseSync(path, { readOnly: true });
  const cells = NUMBERED_TABLE_NAMES.flatMap((table) =>
    database
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .flatMap((row) =>
        Object.keys(row)
          .filter((column) => column !== 'seq' && row[column] !== null)
          .map((column) => ({ table, seq: Number(row.seq), column })),
      ),
  );
  database.close();
  return cells;
}

test('any value of any row of any chain that is changed is found', async () => {
  const path = receivedLedger();
  const copy = tempLedgerPath();
  expect((await verifyLedger(path, { scope: 'full' })).problems).toEqual([]);

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...listCells(path)), async ({ table, seq, column }) => {
      copyFileSync(path, copy);
      const change = `UPDATE ${table} SET ${column} = ${CHANGED} WHERE seq = ${seq}`;
      tamper(copy, `PRAGMA ignore_check_constraints = 1; ${change}`.replaceAll('COLUMN', column));

      expect((await verifyLedger(copy, { scope: 'full' })).problems).not.toEqual([]);
    }),
    { numRuns: 40 },
  );
});
