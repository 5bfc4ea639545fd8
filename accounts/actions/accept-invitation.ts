import { AccountError } from '../account-error.ts';
import { isOneTimeKey, stepOfCode } from '../one-time-code.ts';
import { expectStrong, hashPassword } from '../password.ts';
import { hashOfSecret } from '../secrets.ts';
import type { AccountContext } from './account-context.ts';

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
export async function acceptInvitation(
  context: AccountContext,
  { secret, password, second }: AcceptInvitation,
): Promise<string> {
  const account = whoseInvitation(context, secret);
  expectStrong(password, { account, hasSecondFactor: second !== undefined });
  const step =
    second && isOneTimeKey(second.key) ? stepOfCode(second.key, second.code, context.nowMs()) : undefined;
  if (second && step === undefined)
    throw new AccountError('LOGIN_REFUSED', {
      en: 'code: expected the six digits that the telephone shows now',
      vi: 'mã: cần sáu chữ số đang hiện trên điện thoại',
    });
  const kept = await hashPassword(password);
  const { store, audit, nowMs } = context;
  await audit({ action: 'account-keys', body: { account, second: second ? 1 : 0 } });
  return store.inTransaction(() => {
    // Somebody else may have followed it meanwhile.
    if (store.invitations.take(hashOfSecret(secret), nowMs()) !== account) throw linkEnded();
    store.accounts.setKeys(account, {
      password: kept,
      ...(second && { oneTimeKey: second.key, lastStep: step }),
    });
    store.sessions.end({ account });
    return account;
  });
}

const linkEnded = () =>
  new AccountError('LINK_ENDED', {
    en: 'this link has been used, or its time is over: ask an administrator for another one',
    vi: 'đường dẫn này đã được dùng hoặc đã hết hạn: hãy xin quản trị viên đường dẫn khác',
  });
