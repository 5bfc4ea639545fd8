import type { AuditEntry } from '../../ledger/record/audit.ts';
import type { Account } from '../account.ts';
import { AccountError } from '../account-error.ts';
import type { AccountStore } from '../account-store.ts';

/** Who may enter, and when it is. */
export interface Door {
  readonly store: AccountStore;
  readonly nowMs: () => number;
}

/** What acts on accounts work with. */
export interface AccountContext extends Door {
  /** The account that acts; `shell` for whoever has the machine. */
  readonly author: string;
  /** Puts on the chained record what is about to be done. @throws what keeps the ledger shut: nothing is done then */
  readonly audit: (entry: Pick<AuditEntry, 'action' | 'body'>) => void | Promise<void>;
}

/** @throws ACCOUNT_UNKNOWN */
export function expectAccount({ store }: Pick<AccountContext, 'store'>, id: string): Account {
  const account = store.accounts.find(id);
  if (account === undefined)
    throw new AccountError('ACCOUNT_UNKNOWN', {
      en: `account: expected one that is there, got "${id}"`,
      vi: `tài khoản: cần tài khoản đã có, nhận được "${id}"`,
    });
  return account;
}

/** Nobody may shut the door behind the last one who can open it. @throws ACCOUNT_LAST_ADMIN */
export function expectAnotherAdmin({ store }: Pick<AccountContext, 'store'>, { id, role }: Account): void {
  if (role !== 'admin') return;
  const others = store.accounts
    .list()
    .filter((one) => one.role === 'admin' && !one.disabled && one.id !== id);
  if (others.length > 0) return;
  throw new AccountError('ACCOUNT_LAST_ADMIN', {
    en: `"${id}" is the last administrator: add another one first`,
    vi: `"${id}" là quản trị viên cuối cùng: hãy thêm người khác trước`,
  });
}

/** Whatever somebody could enter by, or is entering by, is worth nothing any more. */
export function takeKeys(store: AccountStore, account: string): void {
  store.accounts.setKeys(account, {});
  store.passkeys.removeAllOf(account);
  store.ceremonies.endAllOf(account);
  store.identities.unbind(account);
  store.sessions.end({ account });
}
