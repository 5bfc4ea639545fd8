import { z } from 'zod';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import { TOKEN_RIGHTS, type Token } from '../account.ts';
import type { Tokens } from '../account-store.ts';

const TokenRow = z
  .object({
    id: z.string(),
    account: z.string(),
    name: z.string(),
    right: z.enum(TOKEN_RIGHTS),
    madeMs: z.int(),
    endsMs: z.int(),
    usedMs: z.int().nullable(),
  })
  .transform(({ usedMs, ...token }): Token => ({ ...token, ...(usedMs !== null && { usedMs }) }));

const COLUMNS = 'id, account, name, "right", made_ms AS madeMs, ends_ms AS endsMs, used_ms AS usedMs';

export function createTokens(database: SqlDatabase): Tokens {
  return {
    add: ({ id, account, name, right, madeMs, endsMs, usedMs = null }, hash) => {
      database
        .prepare('INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
        .run(hash, id, account, name, right, madeMs, endsMs, usedMs);
    },
    findByHash: (hash) => {
      const row = database.prepare(`SELECT ${COLUMNS} FROM token WHERE hash = ?`).get(hash);
      return row && TokenRow.parse(row);
    },
    noteUse: (id, atMs) => {
      database.prepare('UPDATE token SET used_ms = ? WHERE id = ?').run(atMs, id);
    },
    listOf: (account) =>
      database
        .prepare(`SELECT ${COLUMNS} FROM token WHERE account = coalesce(?, account) ORDER BY made_ms, id`)
        .all(account ?? null)
        .map((row) => TokenRow.parse(row)),
    end: (which) => {
      const [column, value] = 'id' in which ? ['id', which.id] : ['account', which.account];
      return Number(database.prepare(`DELETE FROM token WHERE ${column} = ?`).run(value).changes);
    },
  };
}
