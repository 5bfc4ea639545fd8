import { beforeEach, expect, test } from 'vitest';
import { openAccountStore } from '#accounts/sqlite/open-account-store.ts';
import { usePostgres } from '#test/support/postgres.ts';
import { describeAccounts } from './describe-accounts.ts';

const server = usePostgres();
let place = '';
beforeEach(async () => {
  place = await server().newPlace();
});

describeAccounts('PostgreSQL', () => place);

test('accounts whose database does not answer are refused, without where its password is', () => {
  const nobody = 'postgresql://camwatch@127.0.0.1:1/city?password=env%3ANOBODYS_PASSWORD#/nowhere';

  expect(() => openAccountStore(nobody)).toThrow(
    expect.objectContaining({
      code: 'ACCOUNT_STORE',
      message: expect.stringMatching(/^postgresql:\/\/camwatch@127\.0\.0\.1:1\/city: cannot be opened: /),
    }),
  );
});
