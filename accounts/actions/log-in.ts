import { days, hours, minutes } from '../../core/time/units.ts';
import type { Account, Session } from '../account.ts';
import { AccountError } from '../account-error.ts';
import type { AccountStore, Keys } from '../account-store.ts';
import { addFailure, entranceKey, failureKeys, lockedUntil, takeBack, WINDOW_MS } from '../lock-out.ts';
import { stepOfCode } from '../one-time-code.ts';
import { isPassword, MOST_CHARACTERS } from '../password.ts';
import { hashOfSecret, makeName, makeSecret } from '../secrets.ts';

export interface Door {
  readonly store: AccountStore;
  readonly nowMs: () => number;
}

export interface LogIn {
  readonly account: string;
  readonly password: string;
  /** Empty where there is no second factor. */
  readonly code: string;
  /** Network of the address: those that one machine may choose among count as one. */
  readonly from: string;
  readonly browser: string;
}

/** A session ends after so long in any case, and after so long without a request. */
export const SESSION_MS = days(7);
export const IDLE_MS = hours(12);
/** TCVN 14423:2026 has accounts disabled that nobody used for so long. */
export const UNUSED_MS = days(45);
const NOTED_EVERY_MS = minutes(1);
const MOST_BROWSER_CHARACTERS = 200;

/**
 * Lets somebody in. Whoever is refused hears the same, whatever was wrong, after as long.
 * @throws LOGIN_REFUSED, LOGIN_LOCKED
 */
export async function logIn(
  { store, nowMs }: Door,
  { account: id, password, code, from, browser }: LogIn,
): Promise<{ readonly session: Session; readonly secret: string }> {
  refuseLocked(store, id, from, nowMs());
  // Counted before it is looked at: a hundred at once are a hundred.
  const counted = failureKeys(id, from);
  store.inTransaction(() => {
    refuseLocked(store, id, from, nowMs());
    store.failures.prune(nowMs() - WINDOW_MS);
    for (const { key } of counted) store.failures.set(key, addFailure(store.failures.find(key), nowMs()));
  });
  const keys = store.accounts.keysOf(id);
  const isRight = await isPassword(password.slice(0, MOST_CHARACTERS + 1), keys?.password);
  const { text: secret, hash } = makeSecret();
  const session = store.inTransaction(() => {
    const atMs = nowMs();
    const account = store.accounts.find(id);
    // What stands there now: a code is taken once, however many bring it.
    const step = isRight ? secondStep(store.accounts.keysOf(id), code, atMs) : 'wrong';
    if (account === undefined || step === 'wrong' || disabledBy(account, atMs)) return undefined;
    if (step !== 'none') store.accounts.setKeys(id, { ...store.accounts.keysOf(id), lastStep: step });
    forgive(store, id, from);
    return enter(store, { account: id, from, browser, atMs }, hash);
  });
  if (session === undefined) throw refused();
  return { session, secret };
}

interface Entrance {
  readonly account: string;
  readonly from: string;
  readonly browser: string;
  readonly atMs: number;
}

/** Opens a session for somebody who has shown who they are, and counts it. In a transaction. */
export function enter(
  store: AccountStore,
  { account, from, browser, atMs }: Entrance,
  hash: Uint8Array,
): Session {
  const session = {
    ...{ id: makeName(), account, madeMs: atMs, seenMs: atMs, endsMs: atMs + SESSION_MS, from },
    browser: browser.slice(0, MOST_BROWSER_CHARACTERS),
  };
  store.sessions.open(session, hash);
  store.accounts.noteUse(account, atMs);
  const { key } = entranceKey(account, from);
  store.failures.set(key, addFailure(store.failures.find(key), atMs));
  return session;
}

/** Its own failures are forgotten; those of others from the same network, or at the same account from elsewhere, are not. */
function forgive({ failures }: AccountStore, account: string, network: string): void {
  const [pair, ...others] = failureKeys(account, network);
  failures.forget(pair.key);
  for (const { key } of others) {
    const counted = failures.find(key);
    if (counted) failures.set(key, takeBack(counted));
  }
}

/** Who comes with it, and whether that is noted; `undefined` for nobody. */
export function whoIs(
  { store, nowMs }: Door,
  secret: string,
): { readonly account: Account; readonly session: Session } | undefined {
  const atMs = nowMs();
  const session = store.sessions.findByHash(hashOfSecret(secret));
  if (session === undefined || atMs >= session.endsMs || atMs >= session.seenMs + IDLE_MS) return undefined;
  const account = store.accounts.find(session.account);
  if (account === undefined || account.disabled) return undefined;
  if (atMs >= session.seenMs + NOTED_EVERY_MS) {
    store.sessions.noteSeen(session.id, atMs);
    store.accounts.noteUse(account.id, atMs);
  }
  return { account, session };
}

/** Why nobody gets in with it now: because of its age this is only noted elsewhere. */
export function disabledBy(
  { disabled, usedMs, madeMs }: Account,
  nowMs: number,
): 'unused' | 'by-hand' | undefined {
  if (disabled) return disabled.why;
  return nowMs - (usedMs ?? madeMs) >= UNUSED_MS ? 'unused' : undefined;
}

function secondStep(keys: Keys | undefined, code: string, atMs: number): number | 'none' | 'wrong' {
  if (keys?.oneTimeKey === undefined) return 'none';
  const step = stepOfCode(keys.oneTimeKey, code, atMs);
  return step === undefined || step <= (keys.lastStep ?? 0) ? 'wrong' : step;
}

function refuseLocked(store: AccountStore, account: string, network: string, nowMs: number): void {
  const until = [...failureKeys(account, network), entranceKey(account, network)].flatMap(
    ({ key, most }) => lockedUntil(store.failures.find(key), most, nowMs) ?? [],
  );
  if (until.length === 0) return;
  const wait = Math.ceil((Math.max(...until) - nowMs) / 60_000);
  throw new AccountError('LOGIN_LOCKED', {
    en: `too many failures or log-ins: try again in ${wait} min`,
    vi: `sai hoặc đăng nhập quá nhiều lần: hãy thử lại sau ${wait} phút`,
  });
}

const refused = () =>
  new AccountError('LOGIN_REFUSED', {
    en: 'account, password or code are not right, or the account is disabled',
    vi: 'tài khoản, mật khẩu hoặc mã không đúng, hoặc tài khoản đã bị khóa',
  });
