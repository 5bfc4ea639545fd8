import type { Account } from '../../accounts/account.ts';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import { mayDo } from '../../accounts/roles.ts';
import type { ActingParty } from '../../ledger/decisions/acknowledgements.ts';
import type { Shown } from '../city/city-view.ts';

/** Somebody who may have an incident. */
export interface Handler {
  readonly account: string;
  readonly name: string;
  readonly party: ActingParty;
}

/** Persons behind accounts, for whoever has logged in. */
export interface People {
  readonly nameOf: (account: string) => string | undefined;
  /** Who may handle incidents: of the operator, and of these organisations. */
  readonly handlers: (organisations: ReadonlySet<string>) => readonly Handler[];
}

export const NOBODY: People = { nameOf: () => undefined, handlers: () => [] };

export function createPeople(
  accountsAs: (author: string) => AccountContext,
  shown: () => Pick<Shown, 'settings'>,
): People {
  const accounts = () => accountsAs('portal').store.accounts;
  const nameOf = (account: string) => {
    // Whoever pressed the link of a mail has no account: see docs/accounts.md.
    const [, recipient] = /^recipient:(.*)$/.exec(account) ?? [];
    if (recipient !== undefined)
      return shown().settings.alerts?.recipients?.get(recipient)?.name ?? recipient;
    return accounts().personOf(account)?.name;
  };
  return {
    nameOf,
    handlers: (organisations) =>
      accounts()
        .list()
        .filter(
          ({ role, organisation, disabled, hasPassword, hasIdentity }) =>
            disabled === undefined &&
            (hasPassword || hasIdentity) &&
            mayDo(role, 'handle-incidents') &&
            (organisation === undefined || organisations.has(organisation)),
        )
        .map((account) => ({
          account: account.id,
          name: nameOf(account.id) ?? account.id,
          party: actingParty(account),
        })),
  };
}

/** For whom an account acts on incidents. */
export function actingParty({ role, organisation }: Pick<Account, 'role' | 'organisation'>): ActingParty {
  if (role === 'agency' || role === 'contractor')
    return { kind: role, ...(organisation !== undefined && { id: organisation }) };
  return { kind: 'operator' };
}
