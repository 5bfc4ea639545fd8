import { z } from 'zod';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import type { SavedViews } from '../account-store.ts';
import type { SavedView } from '../saved-view.ts';

const ViewRow: z.ZodType<SavedView> = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  path: z.string(),
});

export function createSavedViews(database: SqlDatabase): SavedViews {
  return {
    save: ({ id, account, name, path }) => {
      const sql =
        'INSERT INTO saved_view VALUES (?, ?, ?, ?) ON CONFLICT (account, name) DO UPDATE SET path = excluded.path';
      database.prepare(sql).run(id, account, name, path);
    },
    listOf: (account) =>
      database
        .prepare('SELECT id, account, name, path FROM saved_view WHERE account = ? ORDER BY name, id')
        .all(account)
        .map((row) => ViewRow.parse(row)),
    remove: (account, id) => {
      database.prepare('DELETE FROM saved_view WHERE account = ? AND id = ?').run(account, id);
    },
    removeAllOf: (account) => {
      database.prepare('DELETE FROM saved_view WHERE account = ?').run(account);
    },
  };
}
