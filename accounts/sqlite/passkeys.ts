import { z } from 'zod';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import type { Passkeys } from '../account-store.ts';
import type { Passkey } from '../passkey.ts';

const PasskeyRow: z.ZodType<Passkey> = z.object({
  id: z.string(),
  account: z.string(),
  credential: z.string(),
  name: z.string(),
  publicKey: z.instanceof(Uint8Array),
  counter: z.int(),
  transports: z.string().transform((text) => text.split(' ').filter((one) => one !== '')),
  madeMs: z.int(),
  usedMs: z
    .int()
    .nullable()
    .transform((value) => value ?? undefined),
});

const COLUMNS = `id, account, credential, name, public_key AS publicKey, counter, transports, made_ms AS madeMs,
  used_ms AS usedMs`;

export function createPasskeys(database: SqlDatabase): Passkeys {
  return {
    add: ({ credential, id, account, name, publicKey, counter, transports, madeMs }) => {
      const sql = `INSERT INTO passkey (credential, id, account, name, public_key, counter, transports, made_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
      database
        .prepare(sql)
        .run(credential, id, account, name, publicKey, counter, transports.join(' '), madeMs);
    },
    find: (credential) => {
      const row = database.prepare(`SELECT ${COLUMNS} FROM passkey WHERE credential = ?`).get(credential);
      return row && PasskeyRow.parse(row);
    },
    listOf: (account) =>
      database
        .prepare(`SELECT ${COLUMNS} FROM passkey WHERE account = ? ORDER BY made_ms, id`)
        .all(account)
        .map((row) => PasskeyRow.parse(row)),
    noteUse: (credential, { counter, atMs }) => {
      database
        .prepare('UPDATE passkey SET counter = ?, used_ms = ? WHERE credential = ?')
        .run(counter, atMs, credential);
    },
    remove: (account, id) => {
      database.prepare('DELETE FROM passkey WHERE account = ? AND id = ?').run(account, id);
    },
    removeAllOf: (account) => {
      database.prepare('DELETE FROM passkey WHERE account = ?').run(account);
    },
  };
}
