import { z } from 'zod';
import type { SqlDatabase } from '../../ledger/sqlite/store/sql-database.ts';
import type { Account, Person } from '../account.ts';
import { AccountError } from '../account-error.ts';
import type { Accounts, Keys } from '../account-store.ts';
import { ROLES } from '../roles.ts';

const absent = <Value>(schema: z.ZodType<Value>) =>
  schema.nullable().transform((value) => value ?? undefined);

const AccountRow = z
  .object({
    id: z.string(),
    role: z.enum(ROLES),
    organisation: absent(z.string()),
    sees_secret: z.int(),
    made_ms: z.int(),
    used_ms: absent(z.int()),
    disabled_ms: absent(z.int()),
    disabled_why: absent(z.enum(['unused', 'by-hand'])),
    has_password: z.int(),
    has_second: z.int(),
    has_identity: z.int(),
  })
  .transform(
    ({
      id,
      role,
      organisation,
      sees_secret,
      made_ms,
      used_ms,
      disabled_ms,
      disabled_why,
      ...has
    }): Account => ({
      ...{ id, role, seesSecret: sees_secret === 1, madeMs: made_ms },
      ...(organisation !== undefined && { organisation }),
      ...(used_ms !== undefined && { usedMs: used_ms }),
      ...(disabled_ms !== undefined && { disabled: { atMs: disabled_ms, why: disabled_why ?? 'by-hand' } }),
      hasPassword: has.has_password === 1,
      hasSecondFactor: has.has_second === 1,
      hasIdentity: has.has_identity === 1,
    }),
  );

const PersonRow: z.ZodType<Person> = z.object({
  account: z.string(),
  name: z.string(),
  email: absent(z.string()),
  telephone: absent(z.string()),
});

const KeysRow: z.ZodType<Keys> = z.object({
  password: absent(z.string()),
  oneTimeKey: absent(z.string()),
  lastStep: absent(z.int()),
});

const COLUMNS = `id, role, organisation, sees_secret, made_ms, used_ms, disabled_ms, disabled_why,
  password IS NOT NULL AS has_password,
  one_time_key IS NOT NULL OR EXISTS (SELECT 1 FROM passkey WHERE account = account.id) AS has_second,
  EXISTS (SELECT 1 FROM openid_identity WHERE account = account.id) AS has_identity`;

export function createAccounts(database: SqlDatabase): Accounts {
  const find: Accounts['find'] = (id) => {
    const row = database.prepare(`SELECT ${COLUMNS} FROM account WHERE id = ?`).get(id);
    return row && AccountRow.parse(row);
  };
  const setPerson: Accounts['setPerson'] = ({ account, name, email = null, telephone = null }) => {
    database
      .prepare(
        `INSERT INTO person VALUES (?, ?, ?, ?) ON CONFLICT (account)
          DO UPDATE SET name = excluded.name, email = excluded.email, telephone = excluded.telephone`,
      )
      .run(account, name, email, telephone);
  };
  const expectNew: Accounts['expectNew'] = (id) => {
    if (find(id))
      throw new AccountError('ACCOUNT_EXISTS', {
        en: `account: expected a new name, "${id}" is taken`,
        vi: `tài khoản: cần tên mới, "${id}" đã có`,
      });
  };
  return {
    find,
    expectNew,
    setPerson,
    list: () =>
      database
        .prepare(`SELECT ${COLUMNS} FROM account ORDER BY id`)
        .all()
        .map((row) => AccountRow.parse(row)),
    add: ({ id, role, organisation = null, seesSecret, madeMs }, person) => {
      expectNew(id);
      database
        .prepare('INSERT INTO account (id, role, organisation, sees_secret, made_ms) VALUES (?, ?, ?, ?, ?)')
        .run(id, role, organisation, seesSecret ? 1 : 0, madeMs);
      setPerson(person);
    },
    keysOf: (id) => {
      const sql =
        'SELECT password, one_time_key AS oneTimeKey, last_step AS lastStep FROM account WHERE id = ?';
      const row = database.prepare(sql).get(id);
      return row && KeysRow.parse(row);
    },
    setKeys: (id, { password = null, oneTimeKey = null, lastStep = null }) => {
      database
        .prepare('UPDATE account SET password = ?, one_time_key = ?, last_step = ? WHERE id = ?')
        .run(password, oneTimeKey, lastStep, id);
    },
    setDisabled: (id, disabled) => {
      database
        .prepare('UPDATE account SET disabled_ms = ?, disabled_why = ? WHERE id = ?')
        .run(disabled?.atMs ?? null, disabled?.why ?? null, id);
    },
    noteUse: (id, atMs) => {
      database
        .prepare('UPDATE account SET used_ms = max(coalesce(used_ms, 0), ?) WHERE id = ?')
        .run(atMs, id);
    },
    personOf: (id) => {
      const row = database.prepare('SELECT * FROM person WHERE account = ?').get(id);
      return row && PersonRow.parse(row);
    },
    erasePerson: (id) => {
      database.prepare('DELETE FROM person WHERE account = ?').run(id);
    },
  };
}
