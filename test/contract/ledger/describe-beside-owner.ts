import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { openBesideOwner } from '#ledger/sqlite/writing/open-beside-owner.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeBesideOwner({ tempPlace }: StoreUnderTest): void {
  test('waits as long as it is told for a ledger that is kept busy, and then says so', () => {
    const path = tempPlace();
    openBesideOwner(path, { author: 'a', nowMs: Date.now }).close();
    const busy = openStore(path, { nowMs: Date.now });
    onTestFinished(() => busy.close());
    busy.exec('BEGIN IMMEDIATE');
    const startMs = performance.now();

    expect(() => openBesideOwner(path, { author: 'a', nowMs: Date.now, busyTimeoutMs: 300 })).toThrow(
      expect.objectContaining({ code: 'LEDGER_BUSY' }),
    );

    expect(performance.now() - startMs).toBeGreaterThan(250);
    expect(performance.now() - startMs).toBeLessThan(4_000);
  });
}
