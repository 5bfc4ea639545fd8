import { HOTP, Secret } from 'otpauth';
import { expect, it } from 'vitest';
import { acceptInvitation } from '#accounts/actions/accept-invitation.ts';
import { addAccount } from '#accounts/actions/add-account.ts';
import { logIn, whoIs } from '#accounts/actions/log-in.ts';
import { entranceKey, MOST_ENTRANCES, MOST_FAILURES, WINDOW_MS } from '#accounts/lock-out.ts';
import { hashOfSecret, makeName, makeSecret } from '#accounts/secrets.ts';
import { openDoor } from './open-door.ts';

const PASSWORD = 'quá dài để đoán được';

async function openFor(account = 'hoa') {
  const door = openDoor();
  const role = { role: 'contractor', organisation: 'nha-thau-a' } as const;
  const { secret } = await addAccount(door, { account, ...role, name: 'Lê Hoa' });
  await acceptInvitation(door, { secret, password: PASSWORD });
  const enter = async (from = '192.0.2.1', password = PASSWORD) =>
    await logIn(door, { account, password, code: '', from, browser: 'test' });
  return { ...door, door, enter };
}

it('a password has the work of a hash done so many times, and keeps nobody out elsewhere', async () => {
  const { store, clock, enter } = await openFor();
  const { key } = entranceKey('hoa', '192.0.2.1');
  await enter();
  expect(store.failures.find(key)).toMatchObject({ count: 1 });
  store.failures.set(key, { count: MOST_ENTRANCES - 1, sinceMs: clock.nowMs });
  await enter();

  await expect(enter()).rejects.toMatchObject({ code: 'LOGIN_LOCKED' });

  await enter('198.51.100.7');
  clock.nowMs += WINDOW_MS;
  await enter();
});

it('of one account the last hundred sessions are kept, and those of others stay', async () => {
  const { door, store, clock, enter } = await openFor();
  const open = (account: string, seenMs: number) => {
    const { text, hash } = makeSecret();
    const session = { id: makeName(), account, madeMs: seenMs, seenMs, endsMs: seenMs + 1e9 };
    store.sessions.open({ ...session, from: '', browser: '' }, hash);
    return text;
  };
  await addAccount(door, { account: 'an', role: 'noc', name: 'Nguyễn An' });
  const [an, first] = [open('an', clock.nowMs), open('hoa', clock.nowMs)];
  for (let time = 1; time < 100; time++) open('hoa', clock.nowMs + time);
  expect(whoIs(door, first)).toBeDefined();

  const { secret } = await enter();

  expect(store.sessions.listOf('hoa', clock.nowMs)).toHaveLength(100);
  expect([first, an, secret].map((one) => whoIs(door, one)?.account.id)).toEqual([undefined, 'an', 'hoa']);
  expect(store.sessions.findByHash(hashOfSecret(first))).toBeUndefined();
});

it('names of 8,000 letters are counted as one, and what can count no more is forgotten', async () => {
  const { door, store, clock, enter } = await openFor();
  const tryName = async (name: string) =>
    await logIn(door, { account: name, password: 'x', code: '', from: '192.0.2.9', browser: '' });
  for (let time = 0; time < MOST_FAILURES.pair; time++)
    await expect(tryName(`${'a'.repeat(8_000)}${time}`)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
  await expect(tryName('a'.repeat(8_000))).rejects.toMatchObject({ code: 'LOGIN_LOCKED' });
  const key = `account:${'a'.repeat(41)}`;
  expect(store.failures.find(key)).toMatchObject({ count: MOST_FAILURES.pair });
  clock.nowMs += 2 * WINDOW_MS;
  await expect(enter('192.0.2.10', 'x')).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
  expect(store.failures.find(key)).toBeUndefined();
});

it.each([
  ['none at all', ''],
  ['one of a byte', 'AA'],
  ['nonsense', '1!'],
  ['one of 8,000 letters', 'A'.repeat(8_000)],
])('a second factor with %s for a key is none, and the link stays good', async (_what, key) => {
  const door = openDoor();
  const { secret } = await addAccount(door, { account: 'an', role: 'noc', name: 'Nguyễn An' });
  const counter = Math.floor(door.clock.nowMs / 30_000);
  const code = key === '1!' ? '123456' : HOTP.generate({ secret: Secret.fromBase32(key), counter });
  const given = { secret, password: 'tám ký tự' };
  await expect(acceptInvitation(door, { ...given, second: { key, code } })).rejects.toMatchObject({
    code: 'LOGIN_REFUSED',
  });
  await acceptInvitation(door, { ...given, password: PASSWORD });
});
