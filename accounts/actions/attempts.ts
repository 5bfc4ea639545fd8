import { AccountError } from '../account-error.ts';
import type { AccountStore } from '../account-store.ts';
import { addFailure, entranceKey, failureKeys, lockedUntil, takeBack, WINDOW_MS } from '../lock-out.ts';
import { newStepOf } from '../one-time-code.ts';
import { isPassword, MOST_CHARACTERS } from '../password.ts';
import type { Door } from './account-context.ts';

/** Who tries to get in, and from which network. */
export interface Attempt {
  readonly account: string;
  /** Network of the address: those that one machine may choose among count as one. */
  readonly from: string;
  /** Of the second factor, where one comes with it. */
  readonly code?: string;
}

/**
 * Counts it as a failure before it is looked at: a hundred at once are a hundred. Behind a proxy that nobody named all are of one
 * network, and whoever guesses there must not keep the others out: a shut network is passed by a right code of the second factor.
 * Each try with a code counts, so that codes are not guessed for nothing.
 * @throws LOGIN_LOCKED
 */
export function countAttempt({ store, nowMs }: Door, { account, from, code = '' }: Attempt): void {
  const [pair, whole, network] = failureKeys(account, from);
  const keys = [pair, whole, entranceKey(account, from), ...(code.trim() === '' ? [network] : [])];
  refuseWhileLocked(store, keys, nowMs());
  const wasShut = store.inTransaction(() => {
    refuseWhileLocked(store, keys, nowMs());
    const shutUntilMs = lockedUntil(store.failures.find(network.key), network.most, nowMs());
    store.failures.prune(nowMs() - WINDOW_MS);
    for (const { key } of failureKeys(account, from))
      store.failures.set(key, addFailure(store.failures.find(key), nowMs()));
    return shutUntilMs !== undefined;
  });
  if (wasShut && newStepOf(store.accounts.keysOf(account), code, nowMs()) === undefined)
    refuseWhileLocked(store, [network], nowMs());
}

/**
 * Whether it is the password of the account; the attempt is counted, and stays so until it is forgiven or taken back.
 * @throws LOGIN_LOCKED
 */
export async function tryPassword(door: Door, attempt: Attempt, password: string): Promise<boolean> {
  countAttempt(door, attempt);
  const keys = door.store.accounts.keysOf(attempt.account);
  return await isPassword(password.slice(0, MOST_CHARACTERS + 1), keys?.password);
}

/** Its own failures are forgotten; those of others from the same network, or at the same account from elsewhere, are not. */
export function forgive(store: AccountStore, { account, from }: Attempt): void {
  const [pair] = failureKeys(account, from);
  takeBackAttempt(store, { account, from });
  store.failures.forget(pair.key);
}

/** It was no failure; those before it were. */
export function takeBackAttempt({ failures }: AccountStore, { account, from }: Attempt): void {
  for (const { key } of failureKeys(account, from)) {
    const counted = failures.find(key);
    if (counted) failures.set(key, takeBack(counted));
  }
}

/** A right password took the work of a hash as well. */
export function countEntrance({ failures }: AccountStore, { account, from }: Attempt, nowMs: number): void {
  const { key } = entranceKey(account, from);
  failures.set(key, addFailure(failures.find(key), nowMs));
}

/** @throws LOGIN_LOCKED */
export function refuseWhileLocked(
  store: Pick<AccountStore, 'failures'>,
  keys: readonly { readonly key: string; readonly most: number }[],
  nowMs: number,
): void {
  const until = keys.flatMap(({ key, most }) => lockedUntil(store.failures.find(key), most, nowMs) ?? []);
  if (until.length === 0) return;
  const wait = Math.ceil((Math.max(...until) - nowMs) / 60_000);
  throw new AccountError('LOGIN_LOCKED', {
    en: `too many failures or log-ins: try again in ${wait} min`,
    vi: `sai hoặc đăng nhập quá nhiều lần: hãy thử lại sau ${wait} phút`,
  });
}
