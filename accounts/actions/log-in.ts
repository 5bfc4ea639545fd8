import { days, hours, minutes } from '../../core/time/units.ts';
import type { Account, Session } from '../account.ts';
import { AccountError } from '../account-error.ts';
import type { AccountStore } from '../account-store.ts';
import { newStepOf } from '../one-time-code.ts';
import { hashOfSecret, makeName, makeSecret } from '../secrets.ts';
import type { Door } from './account-context.ts';
import { type Attempt, countEntrance, forgive, takeBackAttempt, tryPassword } from './attempts.ts';
import { beginCeremony } from './ceremonies.ts';

export interface LogIn extends Attempt {
  readonly password: string;
  /** Empty where there is none, or a passkey is shown in its place. */
  readonly code: string;
  readonly browser: string;
}

/** A session ends after so long in any case, and after so long without a request. */
export const SESSION_MS = days(7);
export const IDLE_MS = hours(12);
/** TCVN 14423:2026 has accounts disabled that nobody used for so long. */
export const UNUSED_MS = days(45);
const NOTED_EVERY_MS = minutes(1);
const MOST_BROWSER_CHARACTERS = 200;

export interface LoggedIn {
  /** Absent while a passkey is still asked for: {@link finishLogIn}. */
  readonly session?: Session;
  /** Of the session, or of what is still to be finished. */
  readonly secret: string;
}

/**
 * Lets somebody in, or asks for a passkey where the account has one. Whoever is refused hears the same, whatever was wrong, after as long.
 * @throws LOGIN_REFUSED, LOGIN_LOCKED
 */
export async function logIn(door: Door, given: LogIn): Promise<LoggedIn> {
  const { store, nowMs } = door;
  const { account: id, password, code } = given;
  const isRight = await tryPassword(door, given, password);
  const entered = store.inTransaction(() => {
    const atMs = nowMs();
    const account = store.accounts.find(id);
    if (!isRight || account === undefined || disabledBy(account, atMs)) return undefined;
    const showsCode = store.accounts.keysOf(id)?.oneTimeKey !== undefined && code.trim() !== '';
    const isHalf = !showsCode && store.passkeys.listOf(id).length > 0;
    if (!isHalf && !takeCode(store, id, code, atMs)) return undefined;
    if (!isHalf) return letIn(store, { ...given, atMs });
    takeBackAttempt(store, given);
    countEntrance(store, given, atMs);
    return { secret: beginCeremony(door, { purpose: 'log-in', account: id }) };
  });
  if (entered === undefined) throw refusedLogIn();
  return entered;
}

/** Whoever has shown all that is asked of them: their failures are forgotten. In a transaction. */
export function letIn(
  store: AccountStore,
  entrance: Entrance,
): { readonly session: Session; readonly secret: string } {
  const { text: secret, hash } = makeSecret();
  forgive(store, entrance);
  return { session: enter(store, entrance, hash), secret };
}

interface Entrance extends Attempt {
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
  countEntrance(store, { account, from }, atMs);
  return session;
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

/**
 * Whether that is all that is asked of the account: no second factor, or a code that is right and is worth nothing from then on.
 * What stands there now counts: a code is taken once, however many bring it.
 */
export function takeCode(store: AccountStore, account: string, code: string, atMs: number): boolean {
  const keys = store.accounts.keysOf(account);
  if (keys?.oneTimeKey === undefined) return store.passkeys.listOf(account).length === 0;
  const step = newStepOf(keys, code, atMs);
  if (step === undefined) return false;
  store.accounts.setKeys(account, { ...keys, lastStep: step });
  return true;
}

export const refusedLogIn = () =>
  new AccountError('LOGIN_REFUSED', {
    en: 'account, password or code are not right, or the account is disabled',
    vi: 'tài khoản, mật khẩu hoặc mã không đúng, hoặc tài khoản đã bị khóa',
  });
