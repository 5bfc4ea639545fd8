import { AccountError } from '../account-error.ts';
import type { Keys } from '../account-store.ts';
import { isOneTimeKey, stepOfCode } from '../one-time-code.ts';
import type { Passkey, PasskeyAddress } from '../passkey.ts';
import { expectStrong, hashPassword } from '../password.ts';
import { hashOfSecret } from '../secrets.ts';
import { type AccountContext, takeKeys } from './account-context.ts';
import { beginCeremony, takeCeremony } from './ceremonies.ts';
import { describeNewPasskey, keepPasskey, makePasskey, type NewPasskey } from './passkeys.ts';

export interface AcceptInvitation {
  readonly secret: string;
  readonly password: string;
  /** A second factor, with a code that shows that the telephone has it. */
  readonly second?: { readonly key: string; readonly code: string };
}

/** Whose link it is. @throws LINK_ENDED */
export function whoseInvitation({ store, nowMs }: AccountContext, secret: string): string {
  const account = store.invitations.find(hashOfSecret(secret), nowMs());
  if (account === undefined) throw linkEnded();
  return account;
}

/** Sets password and second factor by a link, once. @throws LINK_ENDED, PASSWORD_WEAK, LOGIN_REFUSED: the link stays good then */
export async function acceptInvitation(context: AccountContext, given: AcceptInvitation): Promise<string> {
  const keys = await newKeys(context, given, given.second !== undefined);
  return await setKeys(context, given.secret, keys);
}

/**
 * The same with a passkey as second factor: what the browser is to make. Nothing is set before it is there.
 * @throws LINK_ENDED, PASSWORD_WEAK, LOGIN_REFUSED
 */
export async function beginInvitedPasskey(
  context: AccountContext,
  address: PasskeyAddress,
  given: AcceptInvitation,
): Promise<string> {
  const keys = await newKeys(context, given, true);
  const account = whoseInvitation(context, given.secret);
  beginCeremony(context, { purpose: 'invitation', account, keys }, given.secret);
  return await describeNewPasskey(context, address, 'invitation', given.secret);
}

/** Sets what was begun, with the passkey. @throws LINK_ENDED, PASSKEY_REFUSED: the link stays good then */
export async function acceptWithPasskey(
  context: AccountContext,
  address: PasskeyAddress,
  given: NewPasskey,
): Promise<string> {
  whoseInvitation(context, given.secret);
  const { account, challenge, keys = {} } = takeCeremony(context, 'invitation', given.secret);
  const passkey = await makePasskey(context, address, { ...given, account, challenge });
  return await setKeys(context, given.secret, keys, passkey);
}

async function newKeys(
  context: AccountContext,
  { secret, password, second }: AcceptInvitation,
  hasSecondFactor: boolean,
): Promise<Keys> {
  expectStrong(password, { account: whoseInvitation(context, secret), hasSecondFactor });
  if (second === undefined) return { password: await hashPassword(password) };
  const { key, code } = second;
  const step = isOneTimeKey(key) ? stepOfCode(key, code, context.nowMs()) : undefined;
  if (step === undefined)
    throw new AccountError('LOGIN_REFUSED', {
      en: 'code: expected the six digits that the telephone shows now',
      vi: 'mã: cần sáu chữ số đang hiện trên điện thoại',
    });
  return { password: await hashPassword(password), oneTimeKey: key, lastStep: step };
}

async function setKeys(
  context: AccountContext,
  secret: string,
  keys: Keys,
  passkey?: Passkey,
): Promise<string> {
  const { store, audit, nowMs } = context;
  const account = whoseInvitation(context, secret);
  const second = keys.oneTimeKey !== undefined || passkey ? 1 : 0;
  await audit({ action: 'account-keys', body: { account, second } });
  if (passkey) await audit({ action: 'passkey-add', body: { account, passkey: passkey.id } });
  return store.inTransaction(() => {
    // Somebody else may have followed it meanwhile.
    if (store.invitations.take(hashOfSecret(secret), nowMs()) !== account) throw linkEnded();
    takeKeys(store, account);
    store.accounts.setKeys(account, keys);
    if (passkey) keepPasskey(store, passkey);
    return account;
  });
}

const linkEnded = () =>
  new AccountError('LINK_ENDED', {
    en: 'this link has been used, or its time is over: ask an administrator for another one',
    vi: 'đường dẫn này đã được dùng hoặc đã hết hạn: hãy xin quản trị viên đường dẫn khác',
  });
