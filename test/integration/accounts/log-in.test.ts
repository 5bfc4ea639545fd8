import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { acceptInvitation, whoseInvitation } from '#accounts/actions/accept-invitation.ts';
import { addAccount, INVITATION_MS, inviteAgain } from '#accounts/actions/add-account.ts';
import {
  disableAccount,
  disableUnused,
  enableAccount,
  erasePerson,
} from '#accounts/actions/keep-accounts.ts';
import { IDLE_MS, logIn, SESSION_MS, UNUSED_MS, whoIs } from '#accounts/actions/log-in.ts';
import { MOST_FAILURES, WINDOW_MS } from '#accounts/lock-out.ts';
import { makeOneTimeKey } from '#accounts/one-time-code.ts';
import { minutes } from '#core/time/units.ts';
import { openDoor, type TestDoor } from './open-door.ts';

const PASSWORD = 'quá dài để đoán được';
const from = { from: '192.0.2.1', browser: 'test' };

async function addPerson(door: TestDoor, account = 'an', role: 'admin' | 'noc' = 'noc') {
  const { secret } = await addAccount(door, {
    account,
    role,
    name: 'Nguyễn Văn An',
    telephone: '024 3825 0000',
  });
  await acceptInvitation(door, { secret, password: PASSWORD });
  return { account, password: PASSWORD, code: '', ...from };
}

async function addPersonWithTelephone(door: TestDoor) {
  const { secret } = await addAccount(door, { account: 'binh', role: 'noc', name: 'Trần Bình' });
  const { key } = makeOneTimeKey('binh', 'camwatch');
  const totp = new TOTP({ secret: Secret.fromBase32(key) });
  const codeNow = () => totp.generate({ timestamp: door.clock.nowMs });
  await acceptInvitation(door, { secret, password: 'tám ký tự', second: { key, code: codeNow() } });
  return { given: { account: 'binh', password: 'tám ký tự', ...from }, codeNow };
}

describe('the door', () => {
  it('lets in who has account and password, and knows them by their session alone', async () => {
    const door = openDoor();
    const { secret, session } = await logIn(door, await addPerson(door));
    expect(whoIs(door, secret)).toMatchObject({
      account: { id: 'an', role: 'noc' },
      session: { id: session?.id },
    });
    expect(whoIs(door, secret.slice(1))).toBeUndefined();
  });

  it.each([
    ['a wrong password', { password: 'quá dài để đoán đượd' }],
    ['an account that is not there', { account: 'nobody' }],
    ['a word of SQL', { account: "an' OR '1'='1" }],
    ['no password', { password: '' }],
  ])('says the same to %s', async (_what, wrong) => {
    const door = openDoor();
    const given = await addPerson(door);
    await expect(logIn(door, { ...given, ...wrong })).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
  });

  it('takes a password however its letters were typed', async () => {
    const door = openDoor();
    const given = await addPerson(door);
    await expect(logIn(door, { ...given, password: PASSWORD.normalize('NFD') })).resolves.toBeDefined();
  });

  it('asks for the code where there is a second factor, and takes each once', async () => {
    const door = openDoor();
    const { given, codeNow } = await addPersonWithTelephone(door);
    const code = codeNow();
    // Setting it up took the code of this half minute.
    await expect(logIn(door, { ...given, code })).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    door.clock.nowMs += 30_000;
    await expect(logIn(door, { ...given, code: '' })).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    const next = codeNow();
    const both = await Promise.allSettled([1, 2].map(() => logIn(door, { ...given, code: next })));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('ends a session after its days, after half a day without a request, and with its account', async () => {
    const door = openDoor();
    const given = await addPerson(door);
    const { secret } = await logIn(door, given);
    const startMs = door.clock.nowMs;
    for (let atMs = startMs; atMs < startMs + SESSION_MS; atMs += IDLE_MS - 1) {
      door.clock.nowMs = atMs;
      expect(whoIs(door, secret)).toBeDefined();
    }
    door.clock.nowMs = startMs + SESSION_MS;
    expect(whoIs(door, secret)).toBeUndefined();
    const idle = await logIn(door, given);
    door.clock.nowMs += IDLE_MS;
    expect(whoIs(door, idle.secret)).toBeUndefined();
    const last = await logIn(door, given);
    await addPerson(door, 'chef', 'admin');
    await disableAccount(door, 'an');
    expect(whoIs(door, last.secret)).toBeUndefined();
    await expect(logIn(door, given)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
  });
});

describe('failures', () => {
  it('shut an account for the network they came from, and for no other', async () => {
    const door = openDoor();
    const given = await addPerson(door);
    const wrong = { ...given, password: 'wrong' };
    for (let count = 0; count < MOST_FAILURES.pair; count++) await logIn(door, wrong).catch(() => undefined);
    await expect(logIn(door, given)).rejects.toMatchObject({ code: 'LOGIN_LOCKED' });
    await expect(logIn(door, { ...given, from: '192.0.2.2' })).resolves.toBeDefined();
    door.clock.nowMs += WINDOW_MS;
    await expect(logIn(door, given)).resolves.toBeDefined();
  });

  it('count also where a hundred come at once', async () => {
    const door = openDoor();
    const wrong = { ...(await addPerson(door)), password: 'wrong' };
    const all = await Promise.allSettled(Array.from({ length: 100 }, () => logIn(door, wrong)));
    const codes = all.map((one) => (one.status === 'rejected' ? one.reason.code : 'in'));
    expect(codes.filter((code) => code === 'LOGIN_REFUSED')).toHaveLength(MOST_FAILURES.pair);
    expect(codes.filter((code) => code === 'LOGIN_LOCKED')).toHaveLength(100 - MOST_FAILURES.pair);
  });

  it('do not count who gets in: a whole office behind one address may come in the morning', async () => {
    const door = openDoor();
    const given = await addPerson(door);
    for (let count = 0; count < 2 * MOST_FAILURES.network; count++) await logIn(door, given);
  });

  it('over many accounts shut their network', async () => {
    const door = openDoor();
    const given = await addPerson(door);
    for (let count = 0; count < MOST_FAILURES.network; count++)
      await logIn(door, { ...given, account: `guess-${count}` }).catch(() => undefined);
    await expect(logIn(door, given)).rejects.toMatchObject({ code: 'LOGIN_LOCKED' });
  });

  it('over many accounts keep nobody out who has the right code, and let no code be guessed', async () => {
    const door = openDoor();
    const { given, codeNow } = await addPersonWithTelephone(door);
    door.clock.nowMs += 30_000;
    for (let count = 0; count < MOST_FAILURES.network; count++)
      await logIn(door, { ...given, code: '', account: `guess-${count}` }).catch(() => undefined);
    const locked = { code: 'LOGIN_LOCKED' };
    await expect(logIn(door, { ...given, code: '' })).rejects.toMatchObject(locked);
    await expect(logIn(door, { ...given, code: '000000' })).rejects.toMatchObject(locked);
    await expect(logIn(door, { ...given, code: codeNow() })).resolves.toBeDefined();

    door.clock.nowMs += 30_000;
    for (let count = 0; count < MOST_FAILURES.pair; count++)
      await expect(logIn(door, { ...given, code: '000000' })).rejects.toMatchObject(locked);
    await expect(logIn(door, { ...given, code: codeNow() })).rejects.toMatchObject(locked);
  });
});

describe('a link', () => {
  it('lets a password be set once, within a day', async () => {
    const door = openDoor();
    const { secret, endsMs } = await addAccount(door, { account: 'an', role: 'noc', name: 'Nguyễn An' });
    expect(endsMs).toBe(door.clock.nowMs + INVITATION_MS);
    expect(whoseInvitation(door, secret)).toBe('an');
    const both = await Promise.allSettled(
      [1, 2].map(() => acceptInvitation(door, { secret, password: PASSWORD })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(() => whoseInvitation(door, secret)).toThrow(expect.objectContaining({ code: 'LINK_ENDED' }));
    const late = await inviteAgain(door, 'an');
    door.clock.nowMs += INVITATION_MS;
    await expect(acceptInvitation(door, { secret: late.secret, password: PASSWORD })).rejects.toMatchObject({
      code: 'LINK_ENDED',
    });
  });

  it('stays good when the password is weak or the code is wrong', async () => {
    const door = openDoor();
    const { secret } = await addAccount(door, { account: 'an', role: 'noc', name: 'Nguyễn An' });
    await expect(acceptInvitation(door, { secret, password: 'thirteen-long' })).rejects.toMatchObject({
      code: 'PASSWORD_WEAK',
    });
    const { key } = makeOneTimeKey('an', 'camwatch');
    const second = { key, code: '000000' };
    await expect(acceptInvitation(door, { secret, password: PASSWORD, second })).rejects.toMatchObject({
      code: 'LOGIN_REFUSED',
    });
    await expect(acceptInvitation(door, { secret, password: PASSWORD })).resolves.toBe('an');
  });

  it('that is new ends what the old password and its sessions were worth', async () => {
    const door = openDoor();
    const given = await addPerson(door);
    const { secret } = await logIn(door, given);
    await inviteAgain(door, 'an');
    expect(whoIs(door, secret)).toBeUndefined();
    await expect(logIn(door, given)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
  });
});

describe('accounts', () => {
  it('that nobody used for 45 days are shut, whether or not that was noted', async () => {
    const door = openDoor();
    const given = await addPerson(door);
    await logIn(door, given);
    door.clock.nowMs += UNUSED_MS - 1;
    expect(await disableUnused(door)).toEqual([]);
    door.clock.nowMs += 1;
    await expect(logIn(door, given)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    expect(await disableUnused(door)).toMatchObject([{ id: 'an' }]);
    expect(await disableUnused(door)).toEqual([]);
    await enableAccount(door, 'an');
    door.clock.nowMs += minutes(20);
    await expect(logIn(door, given)).resolves.toBeDefined();
  });

  it('always have one administrator', async () => {
    const door = openDoor();
    await addPerson(door, 'chef', 'admin');
    const last = { code: 'ACCOUNT_LAST_ADMIN' };
    await expect(disableAccount(door, 'chef')).rejects.toMatchObject(last);
    await expect(erasePerson(door, 'chef')).rejects.toMatchObject(last);
    await addPerson(door, 'second', 'admin');
    await disableAccount(door, 'chef');
    expect(door.store.accounts.find('chef')?.disabled?.why).toBe('by-hand');
  });

  it('forget a person, and keep what the account did', async () => {
    const door = openDoor();
    await addPerson(door);
    await erasePerson(door, 'an');
    expect(door.store.accounts.personOf('an')).toBeUndefined();
    expect(door.store.accounts.find('an')).toMatchObject({ id: 'an', hasPassword: false });
    expect(door.audited.join()).not.toContain('Nguyễn');
  });

  it('do nothing that could not be put on record', async () => {
    const door = openDoor();
    const deaf = {
      ...door,
      audit: () => {
        throw new Error('the ledger is busy');
      },
    };
    await expect(addAccount(deaf, { account: 'an', role: 'noc', name: 'Nguyễn An' })).rejects.toThrow('busy');
    expect(door.store.accounts.find('an')).toBeUndefined();
  });
});
