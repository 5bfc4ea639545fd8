import type { Account } from '../account.ts';
import { type AccountContext, expectAccount, expectAnotherAdmin, takeKeys } from './account-context.ts';
import { disabledBy } from './log-in.ts';

/** Shuts an account and throws out whoever is in with it. @throws ACCOUNT_UNKNOWN, ACCOUNT_LAST_ADMIN */
export async function disableAccount(
  context: AccountContext,
  id: string,
  why: 'unused' | 'by-hand' = 'by-hand',
): Promise<void> {
  const { store, audit, nowMs } = context;
  const expectMay = () => {
    const account = expectAccount(context, id);
    if (why === 'by-hand') expectAnotherAdmin(context, account);
  };
  expectMay();
  await audit({ action: 'account-disable', body: { account: id, why } });
  store.inTransaction(() => {
    expectMay();
    store.accounts.setDisabled(id, { atMs: nowMs(), why });
    store.sessions.end({ account: id });
  });
}

/** Opens it again; its time unused begins anew. @throws ACCOUNT_UNKNOWN */
export async function enableAccount(context: AccountContext, id: string): Promise<void> {
  const { store, audit, nowMs } = context;
  expectAccount(context, id);
  await audit({ action: 'account-enable', body: { account: id } });
  store.inTransaction(() => {
    store.accounts.setDisabled(id, undefined);
    store.accounts.noteUse(id, nowMs());
  });
}

/** Shuts what nobody used for 45 days; those that were. */
export async function disableUnused(context: AccountContext): Promise<readonly Account[]> {
  const unused = context.store.accounts
    .list()
    .filter((account) => !account.disabled && disabledBy(account, context.nowMs()) === 'unused');
  for (const { id } of unused) await disableAccount(context, id, 'unused');
  return unused;
}

/** Forgets whose an account was, and shuts it: what it did stays on record under its name. @throws ACCOUNT_UNKNOWN, ACCOUNT_LAST_ADMIN */
export async function erasePerson(context: AccountContext, id: string): Promise<void> {
  const { store, audit } = context;
  await disableAccount(context, id);
  await audit({ action: 'account-erase', body: { account: id } });
  store.inTransaction(() => {
    takeKeys(store, id);
    store.tokens.end({ account: id });
    store.invitations.endAllOf(id);
    store.savedViews.removeAllOf(id);
    store.notices.remove(id);
    store.accounts.erasePerson(id);
  });
}
