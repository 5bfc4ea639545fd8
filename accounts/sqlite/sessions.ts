import { z } from 'zod';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import type { Session } from '../account.ts';
import type { Sessions } from '../account-store.ts';

const SessionRow: z.ZodType<Session> = z.object({
  id: z.string(),
  account: z.string(),
  madeMs: z.int(),
  seenMs: z.int(),
  endsMs: z.int(),
  from: z.string(),
  browser: z.string(),
});

/** Of one account: of more, those go that nobody used for longest. */
const MOST_SESSIONS = 100;

const COLUMNS = 'id, account, made_ms AS madeMs, seen_ms AS seenMs, ends_ms AS endsMs, "from", browser';

export function createSessions(database: SqlDatabase): Sessions {
  return {
    open: ({ id, account, madeMs, seenMs, endsMs, from, browser }, hash) => {
      // What has ended is of no use to anybody, and it is said who was where.
      database.prepare('DELETE FROM session WHERE ends_ms <= ?').run(madeMs);
      database
        .prepare('INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
        .run(hash, id, account, madeMs, seenMs, endsMs, from, browser);
      database
        .prepare(
          'DELETE FROM session WHERE account = ?1 AND id NOT IN (SELECT id FROM session WHERE account = ?1 ORDER BY id = ?2 DESC, seen_ms DESC LIMIT ?3)',
        )
        .run(account, id, MOST_SESSIONS);
    },
    findByHash: (hash) => {
      const row = database.prepare(`SELECT ${COLUMNS} FROM session WHERE hash = ?`).get(hash);
      return row && SessionRow.parse(row);
    },
    noteSeen: (id, atMs) => {
      database.prepare('UPDATE session SET seen_ms = ? WHERE id = ?').run(atMs, id);
    },
    listOf: (account, nowMs) =>
      database
        .prepare(
          `SELECT ${COLUMNS} FROM session WHERE ends_ms > ? AND account = coalesce(?, account) ORDER BY seen_ms DESC, id`,
        )
        .all(nowMs, account ?? null)
        .map((row) => SessionRow.parse(row)),
    end: (which) => {
      const [column, value] = 'id' in which ? ['id', which.id] : ['account', which.account];
      return Number(database.prepare(`DELETE FROM session WHERE ${column} = ?`).run(value).changes);
    },
  };
}
