import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openAccountStore } from '#accounts/sqlite/open-account-store.ts';
import { APPLICATION_ID, STEPS } from '#accounts/sqlite/schema.ts';

test.each(STEPS.slice(1).map((_step, index) => index + 1))(
  'accounts of version %i are brought up to date, with everything that was in them',
  (version) => {
    const folder = mkdtempSync(join(tmpdir(), 'camwatch-accounts-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'accounts.sqlite');
    const older = new DatabaseSync(path);
    for (const step of STEPS.slice(0, version)) older.exec(step);
    older.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version};
      INSERT INTO account (id, role, sees_secret, made_ms, password) VALUES ('an', 'noc', 1, 5, 'kept');
      INSERT INTO person VALUES ('an', 'Nguyễn An', NULL, NULL);`);
    older.close();

    const store = openAccountStore(path);
    onTestFinished(() => store.close());

    expect(store.accounts.list()).toMatchObject([
      { id: 'an', role: 'noc', seesSecret: true, madeMs: 5, hasPassword: true, hasIdentity: false },
    ]);
    store.identities.bind('an', { issuer: 'https://a.example/', subject: 'x' }, 7);
    expect(store.accounts.find('an')?.hasIdentity).toBe(true);
  },
);
