import { z } from 'zod';
import { parseInput } from '../../core/input/parse-input.ts';
import type { Session } from '../account.ts';
import { AccountError } from '../account-error.ts';
import type { AccountStore } from '../account-store.ts';
import { addFailure, entranceKey, openidKey, takeBack, WINDOW_MS } from '../lock-out.ts';
import { type Identity, SUBJECT } from '../openid/openid-settings.ts';
import { TRANSACTION_MS, type Transaction } from '../openid/transaction.ts';
import { hashOfSecret, makeSecret } from '../secrets.ts';
import { type AccountContext, type Door, expectAccount } from './account-context.ts';
import { refuseWhileLocked } from './attempts.ts';
import { beginCeremony } from './ceremonies.ts';
import { disabledBy, enter } from './log-in.ts';
import { type Again, expectPassword } from './passkeys.ts';

/** Who of an issuer enters with an account. */
export const BindIdentity = z.object({
  account: z.string().describe('whose it is'),
  issuer: z.string().describe('who says so'),
  subject: z
    .string()
    .regex(SUBJECT)
    .meta({
      expected: {
        en: 'expected at most 255 characters of ASCII, as the issuer has them',
        vi: 'cần tối đa 255 ký tự ASCII, đúng như bên cấp',
      },
    })
    .describe('what the issuer calls the person in `sub`; an e-mail address is another thing'),
});

/**
 * From now on whoever the issuer calls so enters with the account, in the place of whom it knew before, whose sessions end.
 * @param stays The session of who does it, if it is of the account.
 * @throws INPUT_INVALID, ACCOUNT_UNKNOWN, OPENID_TAKEN
 */
export async function bindIdentity(
  context: AccountContext,
  input: z.input<typeof BindIdentity>,
  stays?: string,
): Promise<void> {
  const { account, ...identity } = parseInput(BindIdentity, input);
  const { store, audit, nowMs } = context;
  const expectMay = () => expectFree(context, { account, ...identity });
  expectMay();
  // What an issuer calls a person is as much the person's as a name: it is not for the ledger.
  await audit({ action: 'openid-bind', body: { account } });
  store.inTransaction(() => {
    expectMay();
    const before = store.identities.of(account);
    const isAnother = before?.issuer !== identity.issuer || before.subject !== identity.subject;
    if (before !== undefined && isAnother) endSessions(context, account, stays);
    store.identities.bind(account, identity, nowMs());
  });
}

type Binding = z.infer<typeof BindIdentity>;

/** @throws ACCOUNT_UNKNOWN, OPENID_TAKEN */
function expectFree(context: AccountContext, { account, ...identity }: Binding): void {
  expectAccount(context, account);
  const other = context.store.identities.accountOf(identity);
  if (other !== undefined && other !== account) throw taken();
}

/** Somebody is about to bind their own account, and shows the password: a browser left open binds nothing. @throws LOGIN_REFUSED, LOGIN_LOCKED */
export async function beginBinding(
  door: Door,
  again: Omit<Again, 'secret'>,
  { secret }: Pick<Transaction, 'secret'>,
): Promise<void> {
  await expectPassword(door, again);
  beginCeremony(door, { purpose: 'bind', account: again.account }, secret, TRANSACTION_MS);
}

/**
 * What was begun so has come back: the issuer has named somebody, which need not be who is asked to confirm it.
 * @returns what {@link finishBinding} takes, once, in this session.
 * @throws ACCOUNT_UNKNOWN, OPENID_TAKEN, OPENID_REFUSED
 */
export function askWhomToBind(
  context: AccountContext,
  binding: Binding,
  { secret, session }: Pick<Transaction, 'secret'> & InSession,
): string {
  takeBinding(context, 'bind', binding.account, secret);
  expectFree(context, binding);
  const { text } = makeSecret();
  const about = { purpose: 'bind-whom', account: binding.account } as const;
  beginCeremony(context, about, whomOf(text, session, binding), TRANSACTION_MS);
  return text;
}

/** Its person has confirmed it. @throws as {@link bindIdentity}, OPENID_REFUSED */
export async function finishBinding(
  context: AccountContext,
  binding: Binding,
  { secret, session }: Pick<Transaction, 'secret'> & InSession,
): Promise<void> {
  takeBinding(context, 'bind-whom', binding.account, whomOf(secret, session, binding));
  await bindIdentity(context, binding, session);
}

interface InSession {
  readonly session: string;
}

/** The row is of all of it together, so that nothing of it can be altered in the form that carries it. */
const whomOf = (secret: string, session: string, { issuer, subject }: Identity): string =>
  JSON.stringify([secret, session, issuer, subject]);

function takeBinding(
  { store: { ceremonies }, nowMs }: AccountContext,
  purpose: 'bind' | 'bind-whom',
  account: string,
  secret: string,
): void {
  const hash = hashOfSecret(secret);
  const begun = ceremonies.find(hash);
  const isBegun = begun?.purpose === purpose && begun.account === account && nowMs() < begun.endsMs;
  if (isBegun && ceremonies.end(hash)) return;
  throw new AccountError('OPENID_REFUSED', {
    en: 'binding: expected one that was begun with the password within ten minutes, confirmed once and where it was begun: begin again',
    vi: 'gắn tài khoản: cần bắt đầu bằng mật khẩu trong vòng mười phút, xác nhận một lần và ở chính nơi đã bắt đầu: hãy bắt đầu lại',
  });
}

/**
 * Nobody enters with the account by an issuer any more, nor stays who entered so; how many did.
 * @param stays As of {@link bindIdentity}.
 * @throws ACCOUNT_UNKNOWN
 */
export async function unbindIdentity(
  context: AccountContext,
  account: string,
  stays?: string,
): Promise<number> {
  // Of what is not there nothing is put on record, or one account could fill it.
  if (!expectAccount(context, account).hasIdentity) return 0;
  await context.audit({ action: 'openid-unbind', body: { account } });
  return context.store.inTransaction(() => {
    endSessions(context, account, stays);
    return context.store.identities.unbind(account);
  });
}

/** Which of them the issuer opened is not kept: all but the one. */
function endSessions({ store, nowMs }: AccountContext, account: string, stays: string | undefined): void {
  for (const { id } of store.sessions.listOf(account, nowMs())) if (id !== stays) store.sessions.end({ id });
}

/**
 * Counts somebody who comes back from an issuer as a failure until it is known who it is. Whose network has failed too often is
 * refused before anything is asked of the issuer.
 * @throws LOGIN_LOCKED
 */
export function comeBack(
  { store, nowMs }: Pick<AccountContext, 'store' | 'nowMs'>,
  from: string,
): { readonly forgive: () => void } {
  const { key, most } = openidKey(from);
  store.inTransaction(() => {
    refuseWhileLocked(store, [{ key, most }], nowMs());
    store.failures.prune(nowMs() - WINDOW_MS);
    store.failures.set(key, addFailure(store.failures.find(key), nowMs()));
  });
  return {
    forgive: () =>
      store.inTransaction(() => {
        const counted = store.failures.find(key);
        if (counted) store.failures.set(key, takeBack(counted));
      }),
  };
}

/** What has begun ends once, though an issuer took a code twice. @throws OPENID_REFUSED */
export function expectFirst(
  { store, nowMs }: Pick<AccountContext, 'store' | 'nowMs'>,
  { secret, endsMs }: Pick<Transaction, 'secret' | 'endsMs'>,
): void {
  if (store.identities.takeOnce(hashOfSecret(secret), endsMs, nowMs())) return;
  throw new AccountError('OPENID_REFUSED', {
    en: 'this log-in was used before: begin again',
    vi: 'lần đăng nhập này đã được dùng: hãy bắt đầu lại',
  });
}

/**
 * Lets in whom an issuer has named. A second factor is the matter of the issuer.
 * @throws OPENID_REFUSED for who is bound to nothing, or to an account that is shut; LOGIN_LOCKED
 */
export async function logInByIdentity(
  accountsAs: (author: string) => AccountContext,
  identity: Identity,
  { from, browser }: { readonly from: string; readonly browser: string },
): Promise<{ readonly session: Session; readonly secret: string }> {
  const { store, audit, nowMs } = accountsAs('portal');
  const found = findBound(store, identity, nowMs());
  const { account } = found;
  if (account === undefined || found.why !== undefined) {
    const body = { ...(account !== undefined && { account }), why: found.why ?? 'unbound' };
    await audit({ action: 'openid-refuse', body });
    throw refused(found, identity);
  }
  refuseWhileLocked(store, [entranceKey(account, from)], nowMs());
  await accountsAs(account).audit({ action: 'openid-log-in', body: { account } });
  const { text: secret, hash } = makeSecret();
  const session = store.inTransaction(() => {
    // It may have been unbound or shut meanwhile.
    const now = findBound(store, identity, nowMs());
    if (now.account !== account || now.why !== undefined) throw refused(now, identity);
    return enter(store, { account, from, browser, atMs: nowMs() }, hash);
  });
  return { session, secret };
}

interface Bound {
  readonly account?: string;
  /** Why nobody enters with it now. */
  readonly why?: 'unbound' | 'disabled';
}

function findBound(store: AccountStore, identity: Identity, nowMs: number): Bound {
  const id = store.identities.accountOf(identity);
  const account = id === undefined ? undefined : store.accounts.find(id);
  if (account === undefined) return { why: 'unbound' };
  return { account: account.id, ...(disabledBy(account, nowMs) && { why: 'disabled' }) };
}

/** Told to somebody whose issuer has named them: it is their own name there that they see. */
function refused({ account }: Bound, { subject }: Identity): AccountError {
  if (account !== undefined)
    return new AccountError('OPENID_REFUSED', {
      en: `the account ${account} is shut: ask an administrator`,
      vi: `tài khoản ${account} đã bị khóa: hãy hỏi quản trị viên`,
    });
  const name = JSON.stringify(subject.slice(0, 255));
  return new AccountError('OPENID_REFUSED', {
    en: `no account is bound to this log-in: log in with a password and bind it on the page of your account, or tell an administrator your name there, ${name}`,
    vi: `chưa có tài khoản nào gắn với đăng nhập này: hãy đăng nhập bằng mật khẩu rồi gắn ở trang tài khoản của mình, hoặc báo quản trị viên tên của bạn ở đó, ${name}`,
  });
}

const taken = () =>
  new AccountError('OPENID_TAKEN', {
    en: 'this log-in of the organisation is bound to another account: unbind it there first',
    vi: 'đăng nhập này của cơ quan đã gắn với tài khoản khác: hãy bỏ gắn ở đó trước',
  });
