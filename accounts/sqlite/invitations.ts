import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import type { Invitations } from '../account-store.ts';

export function createInvitations(database: SqlDatabase): Invitations {
  return {
    add: (account, hash, endsMs) => {
      database.prepare('INSERT INTO invitation VALUES (?, ?, ?)').run(hash, account, endsMs);
    },
    // In one statement: of two who come at once one gets it.
    take: (hash, nowMs) =>
      accountOf(
        database
          .prepare(
            'DELETE FROM invitation WHERE hash = ? RETURNING CASE WHEN ends_ms > ? THEN account END AS account',
          )
          .get(hash, nowMs),
      ),
    find: (hash, nowMs) =>
      accountOf(
        database.prepare('SELECT account FROM invitation WHERE hash = ? AND ends_ms > ?').get(hash, nowMs),
      ),
    endAllOf: (account) => {
      database.prepare('DELETE FROM invitation WHERE account = ?').run(account);
    },
  };
}

function accountOf(row: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return typeof row?.account === 'string' ? row.account : undefined;
}
