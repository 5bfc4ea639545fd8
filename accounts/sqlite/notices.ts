import { z } from 'zod';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import type { NoticeStore } from '../account-store.ts';
import { type Notices, NoticeWishes } from '../notices.ts';

const NoticesRow = z
  .object({
    account: z.string(),
    wishes: z
      .string()
      .transform((text) => JSON.parse(text))
      .pipe(NoticeWishes),
    address: z.string().nullable(),
    asked: z.string().nullable(),
    asked_ms: z.int().nullable(),
    told_ms: z.int(),
    urgent_ms: z.int(),
    mailed_ms: z.int().nullable(),
  })
  .transform(
    ({ account, wishes, address, asked, asked_ms, told_ms, urgent_ms, mailed_ms }): Notices => ({
      ...{ account, wishes, toldMs: told_ms, urgentMs: urgent_ms },
      ...(address !== null && { address }),
      ...(asked !== null && { asked: { address: asked, atMs: asked_ms ?? 0 } }),
      ...(mailed_ms !== null && { mailedMs: mailed_ms }),
    }),
  );

export function createNotices(database: SqlDatabase): NoticeStore {
  const run = (sql: string, ...values: readonly (string | number | null)[]) => {
    database.prepare(sql).run(...values);
  };
  return {
    find: (account) => {
      const row = database.prepare('SELECT * FROM notice WHERE account = ?').get(account);
      return row && NoticesRow.parse(row);
    },
    list: () =>
      database
        .prepare('SELECT * FROM notice ORDER BY account')
        .all()
        .map((row) => NoticesRow.parse(row)),
    save: ({ account, wishes, address = null, asked, toldMs, urgentMs, mailedMs = null }) =>
      run(
        `INSERT INTO notice VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET wishes = excluded.wishes,
          address = excluded.address, asked = excluded.asked, asked_ms = excluded.asked_ms, told_ms = excluded.told_ms,
          urgent_ms = excluded.urgent_ms, mailed_ms = excluded.mailed_ms`,
        ...[account, JSON.stringify(wishes), address, asked?.address ?? null, asked?.atMs ?? null],
        ...[toldMs, urgentMs, mailedMs],
      ),
    // Beside what the person changes at the same time.
    noteTold: (account, { toldMs, urgentMs, mailedMs }) =>
      run(
        `UPDATE notice SET told_ms = max(told_ms, ?), urgent_ms = max(urgent_ms, ?), mailed_ms = coalesce(?, mailed_ms)
         WHERE account = ?`,
        ...[toldMs, urgentMs, mailedMs ?? null, account],
      ),
    remove: (account) => run('DELETE FROM notice WHERE account = ?', account),
  };
}
