import { expect } from 'vitest';
import { acceptInvitation } from '#accounts/actions/accept-invitation.ts';
import { addAccount } from '#accounts/actions/add-account.ts';
import { describeSecondStep, finishLogIn } from '#accounts/actions/finish-log-in.ts';
import { logIn } from '#accounts/actions/log-in.ts';
import { addPasskey, beginPasskey } from '#accounts/actions/passkeys.ts';
import { type Algorithm, createAuthenticator } from '#test/support/software-authenticator.ts';
import type { TestDoor } from './open-door.ts';

export const ADDRESS = { origin: 'https://cam.example', rpId: 'cam.example' };
export const PASSWORD = 'quá dài để đoán được';
export const here = { from: '192.0.2.1', browser: 'test' };
export const REFUSED = { code: 'PASSKEY_REFUSED' };

/** Somebody with a password, who is in. */
export async function addPerson(door: TestDoor, account = 'an') {
  const { secret: link } = await addAccount(door, { account, role: 'noc', name: 'Nguyễn Văn An' });
  await acceptInvitation(door, { secret: link, password: PASSWORD });
  const given = { account, password: PASSWORD, code: '', ...here };
  const { secret } = await logIn(door, given);
  return { given, again: { ...given, secret } };
}

export async function addKey(
  door: TestDoor,
  again: Awaited<ReturnType<typeof addPerson>>['again'],
  algorithm?: Algorithm,
) {
  const key = createAuthenticator(ADDRESS.origin, algorithm);
  const options = await beginPasskey(door, ADDRESS, again);
  const { secret } = again;
  await addPasskey(door, ADDRESS, { secret, name: 'Điện thoại của An', answer: key.create(options) });
  return key;
}

/** Somebody with a passkey. */
export async function addPersonWithKey(door: TestDoor, account = 'an', algorithm?: Algorithm) {
  const person = await addPerson(door, account);
  return { ...person, key: await addKey(door, person.again, algorithm) };
}

/** The password is right; what the browser is asked for, and how it is answered. */
export async function half(door: TestDoor, given: Parameters<typeof logIn>[1]) {
  const { session, secret } = await logIn(door, given);
  expect(session).toBeUndefined();
  const { request = '' } = await describeSecondStep(door, secret, ADDRESS);
  const finish = (answer: string, more: { code?: string; from?: string } = {}) =>
    finishLogIn(door, ADDRESS, { secret, answer, code: '', ...here, ...more });
  return { secret, request, finish };
}
