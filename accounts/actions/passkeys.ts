import { AccountError } from '../account-error.ts';
import type { AccountStore } from '../account-store.ts';
import { ownName } from '../own-name.ts';
import type { Passkey, PasskeyAddress } from '../passkey.ts';
import { renderCreation } from '../passkey-options.ts';
import { LEAST_ALONE } from '../password.ts';
import { makeName } from '../secrets.ts';
import { refusedPasskey, verifyCreated } from '../verify-passkey.ts';
import type { AccountContext, Door } from './account-context.ts';
import { type Attempt, countEntrance, forgive, tryPassword } from './attempts.ts';
import { beginCeremony, findCeremony, takeCeremony } from './ceremonies.ts';

/** Of one account. */
const MOST_PASSKEYS = 20;
const MOST_NAME = 60;

/** Whoever is in shows the password again, so that a browser left open adds and removes nothing. */
export interface Again extends Attempt {
  readonly password: string;
  /** Of the session. */
  readonly secret: string;
}

/** What the browser is to make. @throws LOGIN_REFUSED, LOGIN_LOCKED, PASSKEY_REFUSED */
export async function beginPasskey(door: Door, address: PasskeyAddress, again: Again): Promise<string> {
  await expectPassword(door, again);
  const { account, secret } = again;
  expectRoom(door.store, account);
  beginCeremony(door, { purpose: 'add', account }, secret);
  return await describeNewPasskey(door, address, 'add', secret);
}

/** For the page that has it made. @throws PASSKEY_REFUSED */
export async function describeNewPasskey(
  door: Door,
  address: PasskeyAddress,
  purpose: 'add' | 'invitation',
  secret: string,
): Promise<string> {
  const { account, challenge } = findCeremony(door, purpose, secret);
  return await renderCreation({ address, account, challenge, passkeys: door.store.passkeys.listOf(account) });
}

export interface NewPasskey {
  /** Of the session or link that it was begun with. */
  readonly secret: string;
  readonly name: string;
  /** As the browser sent it. */
  readonly answer: string;
}

/** @throws PASSKEY_REFUSED */
export async function addPasskey(
  context: AccountContext,
  address: PasskeyAddress,
  given: NewPasskey,
): Promise<void> {
  const { store, audit } = context;
  const { account, challenge } = takeCeremony(context, 'add', given.secret);
  const passkey = await makePasskey(context, address, { ...given, account, challenge });
  await audit({ action: 'passkey-add', body: { account, passkey: passkey.id } });
  store.inTransaction(() => keepPasskey(store, passkey));
}

/** What was made, to be kept. @throws PASSKEY_REFUSED */
export async function makePasskey(
  { nowMs }: Door,
  address: PasskeyAddress,
  {
    account,
    challenge,
    name,
    answer,
  }: NewPasskey & Pick<Passkey, 'account'> & { readonly challenge: string },
): Promise<Passkey> {
  const named = nameOf(name);
  const made = await verifyCreated({ address, account, challenge, answer });
  return { ...made, account, id: makeName(), name: named, madeMs: nowMs() };
}

/** @throws PASSKEY_REFUSED where somebody has it already, or one has too many */
export function keepPasskey(store: AccountStore, passkey: Passkey): void {
  expectRoom(store, passkey.account);
  if (store.passkeys.find(passkey.credential))
    throw refusedPasskey({
      en: 'passkey: expected a new one, this one is known already',
      vi: 'khoá truy cập: cần khoá mới, khoá này đã có',
    });
  store.passkeys.add(passkey);
}

/**
 * Nothing where it is not theirs, or gone.
 * @throws LOGIN_REFUSED, LOGIN_LOCKED; PASSWORD_WEAK where a short password would stand alone
 */
export async function removePasskey(context: AccountContext, id: string, again: Again): Promise<void> {
  const { store, audit } = context;
  const { account, password } = again;
  await expectPassword(context, again);
  const expectMay = () => {
    const others = store.passkeys.listOf(account).filter((one) => one.id !== id);
    const isAlone = others.length === 0 && store.accounts.keysOf(account)?.oneTimeKey === undefined;
    const { length } = [...password];
    if (isAlone && length < LEAST_ALONE)
      throw new AccountError('PASSWORD_WEAK', {
        en: `passkey: your last second factor, beside a password of ${length} characters (${LEAST_ALONE} alone): add another one first, or ask an administrator for a new link`,
        vi: `khoá truy cập: đây là bước thứ hai cuối cùng, mật khẩu chỉ có ${length} ký tự (cần ${LEAST_ALONE} nếu đứng một mình): hãy thêm khoá khác trước, hoặc xin quản trị viên đường dẫn mới`,
      });
  };
  if (!store.passkeys.listOf(account).some((one) => one.id === id)) return;
  expectMay();
  await audit({ action: 'passkey-remove', body: { account, passkey: id } });
  store.inTransaction(() => {
    expectMay();
    store.passkeys.remove(account, id);
  });
}

/** @throws LOGIN_REFUSED, LOGIN_LOCKED */
export async function expectPassword(door: Door, again: Omit<Again, 'secret'>): Promise<void> {
  const { store, nowMs } = door;
  if (!(await tryPassword(door, again, again.password)))
    throw new AccountError('LOGIN_REFUSED', {
      en: 'password: expected the one of this account',
      vi: 'mật khẩu: cần mật khẩu của tài khoản này',
    });
  store.inTransaction(() => {
    forgive(store, again);
    countEntrance(store, again, nowMs());
  });
}

function expectRoom(store: AccountStore, account: string): void {
  if (store.passkeys.listOf(account).length < MOST_PASSKEYS) return;
  throw refusedPasskey({
    en: `passkey: expected at most ${MOST_PASSKEYS} of one account: remove one first`,
    vi: `khoá truy cập: mỗi tài khoản có nhiều nhất ${MOST_PASSKEYS} khoá: hãy xoá bớt`,
  });
}

function nameOf(given: string): string {
  const name = ownName(given, MOST_NAME);
  if (name !== undefined) return name;
  throw refusedPasskey({
    en: `name: expected 1 to ${MOST_NAME} characters`,
    vi: `tên: cần từ 1 đến ${MOST_NAME} ký tự`,
  });
}
