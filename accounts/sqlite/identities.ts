import { z } from 'zod';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import type { Identities } from '../account-store.ts';

const IdentityRow = z.object({ issuer: z.string(), subject: z.string(), boundMs: z.int() });

export function createIdentities(database: SqlDatabase): Identities {
  return {
    accountOf: ({ issuer, subject }) => {
      const sql = 'SELECT account FROM openid_identity WHERE issuer = ? AND subject = ?';
      const row = database.prepare(sql).get(issuer, subject);
      return typeof row?.account === 'string' ? row.account : undefined;
    },
    of: (account) => {
      const sql = 'SELECT issuer, subject, bound_ms AS boundMs FROM openid_identity WHERE account = ?';
      const row = database.prepare(sql).get(account);
      return row && IdentityRow.parse(row);
    },
    bind: (account, { issuer, subject }, boundMs) => {
      // Never in the place of another account's.
      const sql = `INSERT INTO openid_identity VALUES (?, ?, ?, ?) ON CONFLICT (account)
        DO UPDATE SET issuer = excluded.issuer, subject = excluded.subject, bound_ms = excluded.bound_ms`;
      database.prepare(sql).run(account, issuer, subject, boundMs);
    },
    unbind: (account) =>
      Number(database.prepare('DELETE FROM openid_identity WHERE account = ?').run(account).changes),
    // In one statement: of two who come at once one goes on.
    takeOnce: (hash, endsMs, nowMs) => {
      database.prepare('DELETE FROM openid_taken WHERE ends_ms <= ?').run(nowMs);
      const sql = 'INSERT INTO openid_taken VALUES (?, ?) ON CONFLICT (hash) DO NOTHING';
      return Number(database.prepare(sql).run(hash, endsMs).changes) === 1;
    },
  };
}
