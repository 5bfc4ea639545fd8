import { Command } from 'commander';
import { BindIdentity, bindIdentity, unbindIdentity } from '../../accounts/actions/openid.ts';
import type { Context } from '../shell/context.ts';
import { defineCommand } from '../shell/define-command.ts';
import { openUsers, USERS } from './users-scope.ts';

const { account, subject } = BindIdentity.shape;

/** `camwatch users openid bind`. */
const buildBind = defineCommand({
  name: 'bind',
  description: 'Let whoever the issuer calls so enter with an account, in the place of whom it knew before.',
  arguments: ['account'],
  options: { account, subject, ...USERS },
  help: `
The issuer is that of accounts.openid in the settings. Who is refused at the log-in page is told their name there.

Examples:
  camwatch users openid bind nguyen.an --subject 7f0c1d8e-5a55-4c0f-9f1e-2f6f0b6f2f11`,
  open: openUsers,
  run: async ({ accounts, issuer }, { account, subject }) =>
    await bindIdentity(accounts, { account, subject, issuer: issuer() }),
  json: (_done, _scope, { account, subject }) => ({ account, subject, bound: true }),
  render: (_done, { texts }, { account, subject }) => [texts.bound(account, subject)],
});

/** `camwatch users openid unbind`. */
const buildUnbind = defineCommand({
  name: 'unbind',
  description: 'Let nobody enter with an account by the issuer any more; a password lets in as before.',
  arguments: ['account'],
  options: { account, ...USERS },
  help: `
Examples:
  camwatch users openid unbind nguyen.an`,
  open: openUsers,
  run: async ({ accounts }, { account }) => await unbindIdentity(accounts, account),
  json: (count, _scope, { account }) => ({ account, unbound: count }),
  render: (count, { texts }, { account }) => [texts.unbound(account, count)],
  isProblem: (count) => count === 0,
});

export const buildOpenidCommand = (context: Context): Command =>
  new Command('openid')
    .description('Who of an OpenID Connect issuer enters with which account.')
    .addCommand(buildBind(context))
    .addCommand(buildUnbind(context));
