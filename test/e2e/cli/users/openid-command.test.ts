import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';

const OPENID = `accounts: { openid: { issuer: "https://login.example.org", client_id: camwatch, client_secret: env:OPENID } }
alerts: { page_url: "https://camwatch.example.org" }
`;

async function newHouse(more: string) {
  const dir = await makeConfigDir({ devices: 1, more });
  const users = (...args: string[]) => runCamwatch('users', ...args, '--config', dir);
  await users('add', 'an', '--role', 'noc', '--name', 'Nguyễn An');
  return { dir, users };
}

test('an administrator binds an account to whom the issuer names, sees it in the list, and undoes it', async () => {
  const { dir, users } = await newHouse(OPENID);

  expect(await users('openid', 'bind', 'an', '--subject', '7f0c 1d', '--lang', 'en')).toEqual({
    code: 0,
    out: 'whoever the issuer calls "7f0c 1d" enters as an from now on\n',
    err: '',
  });

  expect(JSON.parse((await users('list', '--json')).out)).toMatchObject({
    accounts: [
      {
        account: 'an',
        hasIdentity: true,
        openid: { issuer: 'https://login.example.org/', subject: '7f0c 1d' },
      },
    ],
  });
  expect((await users('list', '--lang', 'en')).out).toMatch(
    /by issuer .*\nan +duty desk +Nguyễn An +no +yes +never +open\n/,
  );
  expect(await users('openid', 'unbind', 'an', '--lang', 'vi')).toMatchObject({
    code: 0,
    out: 'không còn ai vào bằng an qua bên cấp nữa\n',
  });
  expect(await users('openid', 'unbind', 'an', '--lang', 'en')).toMatchObject({
    code: 1,
    out: 'an was not bound to any issuer\n',
  });
  using reader = recordStore(join(dir, 'data/ledger.sqlite')).openReader();
  const audited = reader.audits({ limit: 10 }).map(({ action, body }) => ({ action, ...body }));
  expect(audited.slice(0, 2)).toEqual([
    { action: 'openid-unbind', account: 'an' },
    { action: 'openid-bind', account: 'an' },
  ]);
});

test('what is bound to one account is bound to no other, and is never taken from it', async () => {
  const { users } = await newHouse(OPENID);
  await users('add', 'binh', '--role', 'noc', '--name', 'Trần Bình');
  await users('openid', 'bind', 'an', '--subject', 'x');

  const refused = await users('openid', 'bind', 'binh', '--subject', 'x', '--lang', 'en');

  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('is bound to another account')]);
  const { accounts } = JSON.parse((await users('list', '--json')).out);
  expect(accounts.map(({ hasIdentity }: { hasIdentity: boolean }) => hasIdentity)).toEqual([true, false]);
});

test.each([
  ['', ['an', '--subject', 'x'], 'accounts.openid: expected an issuer in the settings, got none'],
  [OPENID, ['nobody', '--subject', 'x'], 'expected one that is there, got "nobody"'],
  [OPENID, ['an', '--subject', 'đ'], 'expected at most 255 characters of ASCII'],
  [OPENID, ['an'], '--subject'],
])('with %j, binding %j is refused', async (more, args, expected) => {
  const { users } = await newHouse(more);
  const refused = await users('openid', 'bind', ...args, '--lang', 'en');
  expect(refused.code).not.toBe(0);
  expect(refused.err).toContain(expected);
});
