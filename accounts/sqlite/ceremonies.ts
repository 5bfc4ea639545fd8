import { z } from 'zod';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import { type Ceremonies, type Ceremony, type Keys, PURPOSES } from '../account-store.ts';

const KeptKeys: z.ZodType<Keys> = z.object({
  password: z.string().optional(),
  oneTimeKey: z.string().optional(),
  lastStep: z.int().optional(),
});

const CeremonyRow: z.ZodType<Ceremony> = z.object({
  purpose: z.enum(PURPOSES),
  account: z.string(),
  challenge: z.string(),
  endsMs: z.int(),
  keys: z
    .string()
    .nullable()
    .transform((text) => (text === null ? undefined : KeptKeys.parse(JSON.parse(text)))),
});

export function createCeremonies(database: SqlDatabase): Ceremonies {
  return {
    begin: (hash, { purpose, account, challenge, endsMs, keys }, nowMs) => {
      database.prepare('DELETE FROM ceremony WHERE ends_ms <= ?').run(nowMs);
      database
        .prepare(
          `INSERT INTO ceremony VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET purpose = excluded.purpose,
            account = excluded.account, challenge = excluded.challenge, ends_ms = excluded.ends_ms, keys = excluded.keys`,
        )
        .run(hash, purpose, account, challenge, endsMs, keys === undefined ? null : JSON.stringify(keys));
    },
    find: (hash) => {
      const sql = 'SELECT purpose, account, challenge, ends_ms AS endsMs, keys FROM ceremony WHERE hash = ?';
      const row = database.prepare(sql).get(hash);
      return row && CeremonyRow.parse(row);
    },
    // In one statement: of two who come at once one gets it.
    end: (hash) => database.prepare('DELETE FROM ceremony WHERE hash = ?').run(hash).changes === 1,
    endAllOf: (account) => {
      database.prepare('DELETE FROM ceremony WHERE account = ?').run(account);
    },
  };
}
