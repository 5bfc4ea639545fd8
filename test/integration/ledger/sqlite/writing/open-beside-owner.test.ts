import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openBesideOwner } from '#ledger/sqlite/writing/open-beside-owner.ts';
import { tempLedgerPath } from '#test/support/temp-ledger.ts';

test('waits as long as it is told for a ledger that is kept busy, and then says so', () => {
  const path = tempLedgerPath();
  openBesideOwner(path, { author: 'a', nowMs: Date.now }).close();
  const busy = new DatabaseSync(path);
  onTestFinished(() => busy.close());
  busy.exec('BEGIN IMMEDIATE');
  const startMs = performance.now();

  expect(() => openBesideOwner(path, { author: 'a', nowMs: Date.now, busyTimeoutMs: 300 })).toThrow(
    expect.objectContaining({ code: 'LEDGER_BUSY' }),
  );

  expect(performance.now() - startMs).toBeGreaterThan(250);
  expect(performance.now() - startMs).toBeLessThan(4_000);
});
