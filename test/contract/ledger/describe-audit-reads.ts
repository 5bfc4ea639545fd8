import { expect, it, onTestFinished } from 'vitest';
import { noteAudit } from '#ledger/sqlite/keeping/note-audit.ts';
import { openStoreReadOnly } from '#ledger/sqlite/store/open-store.ts';
import { openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeAuditReads({ tempPlace, tamper }: StoreUnderTest): void {
  async function recordSome() {
    const path = tempPlace();
    await openTempLedger(path);
    noteAudit(path, { action: 'account-add', author: 'an', recordedMs: 1_000, body: { account: 'binh' } });
    noteAudit(path, {
      action: 'account-disable',
      author: 'an',
      recordedMs: 2_000,
      body: { account: 'binh' },
    });
    noteAudit(path, { action: 'account-add', author: 'chi', recordedMs: 3_000 });
    return path;
  }

  it('audit rows are told the latest first, with the hash that the chain has', async () => {
    const path = await recordSome();
    // Below them stands the row with which each ledger begins.
    const rows = openTempReader(path).audits({ limit: 4 });
    expect(rows.pop()).toMatchObject({ action: 'created' });
    expect(rows).toMatchObject([
      { action: 'account-add', author: 'chi', recordedMs: 3_000 },
      { action: 'account-disable', author: 'an', recordedMs: 2_000, body: { account: 'binh' } },
      { action: 'account-add', author: 'an', recordedMs: 1_000, body: { account: 'binh' } },
    ]);
    const database = openStoreReadOnly(path);
    onTestFinished(() => database.close());
    const kept = database.prepare('SELECT lower(hex(hash)) AS hash FROM audit ORDER BY seq DESC').all();
    expect(rows.map(({ hash }) => hash)).toEqual(kept.slice(0, 3).map(({ hash }) => hash));
  });

  it('they are found by who did what, page by page', async () => {
    const { audits } = openTempReader(await recordSome());
    expect(audits({ author: 'an', limit: 10 })).toHaveLength(2);
    expect(audits({ action: 'account-add', limit: 10 }).map(({ author }) => author)).toEqual(['chi', 'an']);
    const [last] = audits({ limit: 1 });
    expect(audits({ beforeSeq: last?.seq, limit: 2 }).map(({ recordedMs }) => recordedMs)).toEqual([
      2_000, 1_000,
    ]);
    expect(audits({ author: "an' OR 1=1 --", limit: 10 })).toEqual([]);
  });

  it('a row that somebody damaged in the file takes no others with it', async () => {
    const path = await recordSome();
    tamper(path, `UPDATE audit SET body = '{broken' WHERE recorded_ms = 2000`);
    expect(openTempReader(path).audits({ limit: 10 })[1]?.body).toEqual({ '?': '{broken' });
  });
}
