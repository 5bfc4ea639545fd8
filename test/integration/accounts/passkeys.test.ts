import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import {
  acceptInvitation,
  acceptWithPasskey,
  beginInvitedPasskey,
} from '#accounts/actions/accept-invitation.ts';
import { addAccount, inviteAgain } from '#accounts/actions/add-account.ts';
import { finishLogIn } from '#accounts/actions/finish-log-in.ts';
import { disableAccount, erasePerson } from '#accounts/actions/keep-accounts.ts';
import { logIn, whoIs } from '#accounts/actions/log-in.ts';
import { addPasskey, beginPasskey, removePasskey } from '#accounts/actions/passkeys.ts';
import { MOST_FAILURES, WINDOW_MS } from '#accounts/lock-out.ts';
import { makeOneTimeKey } from '#accounts/one-time-code.ts';
import { CEREMONY_MS } from '#accounts/passkey-options.ts';
import { makeSecret } from '#accounts/secrets.ts';
import { createAuthenticator } from '#test/support/software-authenticator.ts';
import { openDoor } from './open-door.ts';
import {
  ADDRESS,
  addKey,
  addPerson,
  addPersonWithKey,
  half,
  here,
  PASSWORD,
  REFUSED,
} from './passkey-people.ts';

describe('a passkey', () => {
  it.each(['ES256', 'EdDSA', 'RS256'] as const)('of %s lets in beside the password', async (algorithm) => {
    const door = openDoor();
    const { given, key } = await addPersonWithKey(door, 'an', algorithm);
    const { secret: halfSecret, request, finish } = await half(door, given);
    expect(whoIs(door, halfSecret)).toBeUndefined();
    const { secret } = await finish(key.get(request));
    expect(whoIs(door, secret)?.account).toMatchObject({ id: 'an', hasSecondFactor: true });
    expect(door.store.passkeys.listOf('an')).toMatchObject([
      { name: 'Điện thoại của An', counter: 1, usedMs: door.clock.nowMs, transports: ['hybrid', 'internal'] },
    ]);
  });

  it('asks for nothing that says whose it is, or who made it', async () => {
    const door = openDoor();
    const { again } = await addPerson(door);
    const options = JSON.parse(await beginPasskey(door, ADDRESS, again));
    expect(options).toMatchObject({
      ...{ rp: { id: 'cam.example' }, attestation: 'none', timeout: CEREMONY_MS },
      authenticatorSelection: { userVerification: 'preferred' },
    });
    expect(Buffer.from(options.user.id, 'base64url').toString()).not.toContain('an');
  });

  it('is put on record without the name that its owner gave it', async () => {
    const door = openDoor();
    const { again } = await addPersonWithKey(door);
    const [{ id } = { id: '' }] = door.store.passkeys.listOf('an');
    await removePasskey(door, id, again);
    expect(door.audited.slice(-2)).toEqual([
      JSON.stringify({ action: 'passkey-add', account: 'an', passkey: id }),
      JSON.stringify({ action: 'passkey-remove', account: 'an', passkey: id }),
    ]);
    expect(door.store.passkeys.listOf('an')).toEqual([]);
  });

  it('beside a code: either one will do', async () => {
    const door = openDoor();
    const { secret: link } = await addAccount(door, { account: 'an', role: 'noc', name: 'Nguyễn An' });
    const { key: totpKey } = makeOneTimeKey('an', 'camwatch');
    const totp = new TOTP({ secret: Secret.fromBase32(totpKey) });
    const codeNow = () => {
      door.clock.nowMs += 30_000;
      return totp.generate({ timestamp: door.clock.nowMs });
    };
    await acceptInvitation(door, {
      secret: link,
      password: PASSWORD,
      second: { key: totpKey, code: codeNow() },
    });
    const given = { account: 'an', password: PASSWORD, code: codeNow(), ...here };
    const { secret } = await logIn(door, given);
    const key = await addKey(door, { ...given, secret });

    expect((await logIn(door, { ...given, code: codeNow() })).session).toBeDefined();
    await expect(logIn(door, { ...given, code: '000000' })).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    const byKey = await half(door, { ...given, code: '' });
    await expect(byKey.finish(key.get(byKey.request))).resolves.toBeDefined();
    const byCode = await half(door, { ...given, code: '' });
    await expect(byCode.finish('', { code: codeNow() })).resolves.toBeDefined();
    const wrong = await half(door, { ...given, code: '' });
    await expect(wrong.finish('', { code: '000000' })).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
  });

  it('alone takes no code in its place, and no nothing', async () => {
    const door = openDoor();
    const { given } = await addPersonWithKey(door);
    for (const code of ['', '000000'])
      await expect((await half(door, { ...given, code })).finish('', { code })).rejects.toMatchObject({
        code: 'LOGIN_REFUSED',
      });
  });
});

describe('whose it is', () => {
  it('is one account: another’s passkey lets nobody in, nor is it added twice', async () => {
    const door = openDoor();
    const an = await addPersonWithKey(door, 'an');
    const binh = await addPersonWithKey(door, 'binh');
    const { request, finish } = await half(door, an.given);
    await expect(finish(binh.key.get(request))).rejects.toThrow('expected one of this account');
    const options = await beginPasskey(door, ADDRESS, binh.again);
    const answer = an.key.create(options);
    const { secret } = binh.again;
    await expect(addPasskey(door, ADDRESS, { secret, name: 'x', answer })).rejects.toThrow('known already');
    expect(door.store.passkeys.find(an.key.id)?.account).toBe('an');
  });

  it('is bound to the session it was begun in, and to what it was begun for', async () => {
    const door = openDoor();
    const an = await addPersonWithKey(door, 'an');
    const binh = await addPerson(door, 'binh');
    const options = await beginPasskey(door, ADDRESS, an.again);
    const answer = createAuthenticator(ADDRESS.origin).create(options);
    const other = addPasskey(door, ADDRESS, { secret: binh.again.secret, name: 'x', answer });
    await expect(other).rejects.toMatchObject(REFUSED);
    const { secret } = await half(door, an.given);
    await expect(addPasskey(door, ADDRESS, { secret, name: 'x', answer })).rejects.toMatchObject(REFUSED);
    const crossed = { secret: an.again.secret, answer: an.key.get(options), code: '', ...here };
    await expect(finishLogIn(door, ADDRESS, crossed)).rejects.toMatchObject(REFUSED);
  });

  it('is nobody’s once it was removed, the account shut, or a new link made', async () => {
    const door = openDoor();
    await addAccount(door, { account: 'chef', role: 'admin', name: 'Chef' });
    const takers: ((again: Awaited<ReturnType<typeof addPerson>>['again']) => Promise<unknown>)[] = [
      (again) => removePasskey(door, door.store.passkeys.listOf(again.account)[0]?.id ?? '', again),
      ({ account }) => disableAccount(door, account),
      ({ account }) => inviteAgain(door, account),
      ({ account }) => erasePerson(door, account),
    ];
    for (const [index, take] of takers.entries()) {
      const { given, again, key } = await addPersonWithKey(door, `an-${index}`);
      const { request, finish } = await half(door, given);
      await take(again);
      await expect(finish(key.get(request))).rejects.toThrow();
      expect(door.store.passkeys.listOf(given.account).length).toBe(index === 1 ? 1 : 0);
    }
  });

  it('is added and removed for the password alone', async () => {
    const door = openDoor();
    const { again } = await addPersonWithKey(door);
    const wrong = { ...again, password: 'no' };
    const refused = { code: 'LOGIN_REFUSED', message: 'password: expected the one of this account' };
    await expect(beginPasskey(door, ADDRESS, wrong)).rejects.toMatchObject(refused);
    const [{ id } = { id: '' }] = door.store.passkeys.listOf('an');
    await expect(removePasskey(door, id, wrong)).rejects.toMatchObject(refused);
    for (let count = 2; count < MOST_FAILURES.pair; count++)
      await removePasskey(door, id, wrong).catch(() => undefined);
    await expect(removePasskey(door, id, again)).rejects.toMatchObject({ code: 'LOGIN_LOCKED' });
    expect(door.store.passkeys.listOf('an')).toHaveLength(1);
  });

  it('is known by a name, and twenty are enough', async () => {
    const door = openDoor();
    const { again } = await addPersonWithKey(door);
    for (const name of ['', ' \n ', 'x'.repeat(61), 'a\u0000b']) {
      const answer = createAuthenticator(ADDRESS.origin).create(await beginPasskey(door, ADDRESS, again));
      await expect(addPasskey(door, ADDRESS, { secret: again.secret, name, answer })).rejects.toThrow(
        'name: expected 1 to 60 characters',
      );
    }
    for (let count = 1; count < 20; count++) await addKey(door, again);
    await expect(addKey(door, again)).rejects.toThrow('expected at most 20');
  });
});

describe('failures', () => {
  it('of a passkey shut the account for their network, though the password was right each time', async () => {
    const door = openDoor();
    const { given, key } = await addPersonWithKey(door);
    for (let count = 0; count < MOST_FAILURES.pair; count++) {
      const { request, finish } = await half(door, given);
      await expect(finish(key.get(request, { isForged: true }))).rejects.toMatchObject(REFUSED);
    }
    await expect(logIn(door, given)).rejects.toMatchObject({ code: 'LOGIN_LOCKED' });
    const { request, finish } = await half(door, { ...given, from: '192.0.2.2' });
    await expect(finish(key.get(request), { from: '192.0.2.2' })).resolves.toBeDefined();
    door.clock.nowMs += WINDOW_MS;
    const later = await half(door, given);
    await expect(later.finish(key.get(later.request))).resolves.toBeDefined();
  });

  it('are counted before they are looked at, also of what nobody begun', async () => {
    const door = openDoor();
    const tries = Array.from({ length: 20 }, () =>
      finishLogIn(door, ADDRESS, { secret: makeSecret().text, answer: '{}', code: '', ...here }),
    );
    const codes = (await Promise.allSettled(tries)).map((one) =>
      one.status === 'rejected' ? one.reason.code : 'in',
    );
    expect(codes.filter((code) => code === 'PASSKEY_REFUSED')).toHaveLength(MOST_FAILURES.pair);
    expect(codes.filter((code) => code === 'LOGIN_LOCKED')).toHaveLength(20 - MOST_FAILURES.pair);
  });

  it('are forgiven to who gets in', async () => {
    const door = openDoor();
    const { given, key } = await addPersonWithKey(door);
    for (let round = 0; round < 3; round++) {
      for (let count = 1; count < MOST_FAILURES.pair; count++)
        await logIn(door, { ...given, password: 'no' }).catch(() => undefined);
      const { request, finish } = await half(door, given);
      await finish(key.get(request));
    }
  });
});

describe('a short password', () => {
  it('will do beside a passkey, which is made with it', async () => {
    const door = openDoor();
    const { secret } = await addAccount(door, { account: 'an', role: 'noc', name: 'Nguyễn An' });
    await expect(acceptInvitation(door, { secret, password: 'tám ký tự' })).rejects.toMatchObject({
      code: 'PASSWORD_WEAK',
    });
    const options = await beginInvitedPasskey(door, ADDRESS, { secret, password: 'tám ký tự' });
    const key = createAuthenticator(ADDRESS.origin);
    const given = { account: 'an', password: 'tám ký tự', code: '', ...here };
    await expect(logIn(door, given)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    const forged = key.create(options, { origin: 'https://evil.example' });
    await expect(
      acceptWithPasskey(door, ADDRESS, { secret, name: 'x', answer: forged }),
    ).rejects.toMatchObject(REFUSED);
    const again = await beginInvitedPasskey(door, ADDRESS, { secret, password: 'tám ký tự' });
    await acceptWithPasskey(door, ADDRESS, { secret, name: 'x', answer: key.create(again) });
    const { request, finish } = await half(door, given);
    await expect(finish(key.get(request))).resolves.toBeDefined();
    expect(door.audited.slice(-2).map((text) => JSON.parse(text).action)).toEqual([
      'account-keys',
      'passkey-add',
    ]);
  });

  it('is never left alone', async () => {
    const door = openDoor();
    const { secret } = await addAccount(door, { account: 'an', role: 'noc', name: 'Nguyễn An' });
    const options = await beginInvitedPasskey(door, ADDRESS, { secret, password: 'tám ký tự' });
    const key = createAuthenticator(ADDRESS.origin);
    await acceptWithPasskey(door, ADDRESS, { secret, name: 'x', answer: key.create(options) });
    const again = { account: 'an', password: 'tám ký tự', ...here, secret: makeSecret().text };
    const [{ id } = { id: '' }] = door.store.passkeys.listOf('an');
    await expect(removePasskey(door, id, again)).rejects.toMatchObject({ code: 'PASSWORD_WEAK' });
    await addKey(door, { ...again, code: '' });
    await removePasskey(door, id, again);
    expect(door.store.passkeys.listOf('an')).toHaveLength(1);
  });
});
