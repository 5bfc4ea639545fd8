import type { Account } from '../../accounts/account.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { defineCommand } from '../shell/define-command.ts';
import { openUsers, USERS, type UsersScope } from './users-scope.ts';

/** `camwatch users list`. */
export const buildListCommand = defineCommand({
  name: 'list',
  description: 'List accounts: whose they are, what they may see, and whether anybody can enter.',
  options: USERS,
  help: `
Examples:
  camwatch users list
  camwatch users list --json`,
  open: openUsers,
  run: ({ accounts }) => accounts.store.accounts.list(),
  json: (accounts, scope) => ({ accounts: accounts.map((account) => accountToJson(account, scope)) }),
  render: (accounts, scope) =>
    accounts.length === 0
      ? [scope.texts.none]
      : alignRows([scope.texts.head, ...accounts.map((account) => rowOf(account, scope))]),
});

function rowOf(account: Account, { accounts, texts, at }: UsersScope): readonly string[] {
  const { id, role, organisation = '', usedMs } = account;
  return [
    ...[id, texts.roles[role], organisation],
    accounts.store.accounts.personOf(id)?.name ?? texts.erased,
    account.hasSecondFactor ? texts.yes : texts.no,
    account.hasIdentity ? texts.yes : texts.no,
    usedMs === undefined ? texts.never : at(usedMs),
    stateOf(account, texts, at),
  ];
}

function stateOf(
  { disabled, hasPassword, hasIdentity }: Account,
  texts: UsersScope['texts'],
  at: UsersScope['at'],
): string {
  if (disabled) return texts.disabled(disabled.why, at(disabled.atMs));
  return hasPassword || hasIdentity ? texts.open : texts.invited;
}

function accountToJson({ id, madeMs, usedMs, disabled, ...account }: Account, { accounts, iso }: UsersScope) {
  const { account: _id, ...person } = accounts.store.accounts.personOf(id) ?? { account: id };
  return {
    account: id,
    ...account,
    ...person,
    made: iso(madeMs),
    ...(usedMs !== undefined && { used: iso(usedMs) }),
    ...(account.hasIdentity && { openid: identityOf(id, accounts) }),
    ...(disabled && { disabled: { at: iso(disabled.atMs), why: disabled.why } }),
  };
}

function identityOf(id: string, { store }: UsersScope['accounts']) {
  const { issuer, subject } = store.identities.of(id) ?? {};
  return { issuer, subject };
}
