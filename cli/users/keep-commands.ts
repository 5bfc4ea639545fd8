import { AddAccount } from '../../accounts/actions/add-account.ts';
import { disableAccount, enableAccount, erasePerson } from '../../accounts/actions/keep-accounts.ts';
import { defineCommand } from '../shell/define-command.ts';
import { openUsers, USERS } from './users-scope.ts';

const options = { account: AddAccount.shape.account, ...USERS };

/** `camwatch users disable`. */
export const buildDisableCommand = defineCommand({
  name: 'disable',
  description: 'Shut an account, and throw out whoever is in with it.',
  arguments: ['account'],
  options,
  help: `
Examples:
  camwatch users disable nguyen.an`,
  open: openUsers,
  run: ({ accounts }, { account }) => disableAccount(accounts, account),
  json: (_done, _scope, { account }) => ({ account, disabled: true }),
  render: (_done, { texts }, { account }) => [texts.shut(account)],
});

/** `camwatch users enable`. */
export const buildEnableCommand = defineCommand({
  name: 'enable',
  description: 'Open an account again that was shut, by hand or since nobody used it.',
  arguments: ['account'],
  options,
  help: `
Examples:
  camwatch users enable nguyen.an`,
  open: openUsers,
  run: ({ accounts }, { account }) => enableAccount(accounts, account),
  json: (_done, _scope, { account }) => ({ account, disabled: false }),
  render: (_done, { texts }, { account }) => [texts.opened(account)],
});

/** `camwatch users erase`. */
export const buildEraseCommand = defineCommand({
  name: 'erase',
  description: 'Forget whose an account was, and shut it. What it did stays on record under its name.',
  arguments: ['account'],
  options,
  help: `
Examples:
  camwatch users erase nguyen.an`,
  open: openUsers,
  run: ({ accounts }, { account }) => erasePerson(accounts, account),
  json: (_done, _scope, { account }) => ({ account, erased: true }),
  render: (_done, { texts }, { account }) => [texts.forgotten(account)],
});
