import type { Session } from '../account.ts';
import type { Ceremony } from '../account-store.ts';
import type { PasskeyAddress } from '../passkey.ts';
import { renderRequest } from '../passkey-options.ts';
import { credentialOf, isCopied, refusedPasskey, verifySigned } from '../verify-passkey.ts';
import type { AccountContext, Door } from './account-context.ts';
import { countAttempt } from './attempts.ts';
import { findCeremony, ownerOfCeremony, takeCeremony } from './ceremonies.ts';
import { disabledBy, letIn, refusedLogIn, takeCode } from './log-in.ts';

/** What a page offers to whoever brought the right password of an account with passkeys. */
export interface SecondStep {
  /** For the browser; absent where none can be used. */
  readonly request?: string;
  readonly hasCode: boolean;
}

/** @throws PASSKEY_REFUSED */
export async function describeSecondStep(
  door: Door,
  secret: string,
  address: PasskeyAddress | undefined,
): Promise<SecondStep> {
  const { account, challenge } = findCeremony(door, 'log-in', secret);
  const passkeys = door.store.passkeys.listOf(account);
  const hasCode = door.store.accounts.keysOf(account)?.oneTimeKey !== undefined;
  if (address === undefined) return { hasCode };
  return { request: await renderRequest({ address, account, challenge, passkeys }), hasCode };
}

export interface FinishLogIn {
  /** What was handed out for the right password. */
  readonly secret: string;
  /** Of the passkey, as the browser sent it, or the code of the telephone; the other one is empty. */
  readonly answer: string;
  readonly code: string;
  readonly from: string;
  readonly browser: string;
}

/**
 * Lets somebody in by a passkey, or by the code in its place. It is tried once: after that the password is asked for again.
 * @throws LOGIN_REFUSED, LOGIN_LOCKED, PASSKEY_REFUSED
 */
export async function finishLogIn(
  context: AccountContext,
  address: PasskeyAddress | undefined,
  { secret, answer, code, from, browser }: FinishLogIn,
): Promise<{ readonly session: Session; readonly secret: string }> {
  const { store, nowMs } = context;
  countAttempt(context, { account: ownerOfCeremony(store, secret) ?? '', from });
  const ceremony = takeCeremony(context, 'log-in', secret);
  const { account: id } = ceremony;
  const signed = answer === '' ? undefined : await verify(context, address, ceremony, answer);
  const entered = store.inTransaction(() => {
    const atMs = nowMs();
    const account = store.accounts.find(id);
    // A new link may have ended the password meanwhile.
    if (account === undefined || !account.hasPassword || disabledBy(account, atMs)) return undefined;
    if (signed === undefined) {
      if (!takeCode(store, id, code, atMs)) return undefined;
    } else {
      const kept = store.passkeys.find(signed.credential);
      if (kept?.account !== id || isCopied(kept, signed.counter)) return undefined;
      store.passkeys.noteUse(signed.credential, { counter: signed.counter, atMs });
    }
    return letIn(store, { account: id, from, browser, atMs });
  });
  if (entered === undefined) throw refusedLogIn();
  return entered;
}

async function verify(
  { store, audit }: AccountContext,
  address: PasskeyAddress | undefined,
  { account, challenge }: Ceremony,
  answer: string,
): Promise<{ readonly credential: string; readonly counter: number }> {
  const passkey = store.passkeys.find(credentialOf(answer));
  if (passkey?.account !== account || address === undefined)
    throw refusedPasskey({
      en: 'passkey: expected one of this account that is still in its list',
      vi: 'khoá truy cập: cần khoá của tài khoản này, còn trong danh sách',
    });
  const counter = await verifySigned({ address, account, challenge, answer }, passkey);
  if (isCopied(passkey, counter)) {
    await audit({ action: 'passkey-refused', body: { account, passkey: passkey.id, why: 'copied' } });
    throw refusedPasskey({
      en: 'passkey: its counter went back, as that of a copy does: remove it, and tell an administrator',
      vi: 'khoá truy cập: bộ đếm bị lùi, có thể khoá đã bị sao chép: hãy xoá khoá và báo quản trị viên',
    });
  }
  return { credential: passkey.credential, counter };
}
