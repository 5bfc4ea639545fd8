import { AddAccount, addAccount, type Invitation, inviteAgain } from '../../accounts/actions/add-account.ts';
import { defineCommand } from '../shell/define-command.ts';
import { openUsers, USERS, type UsersScope } from './users-scope.ts';

/** `camwatch users add`. */
export const buildAddCommand = defineCommand({
  name: 'add',
  description: 'Add an account, and print the link by which its person sets a password.',
  arguments: ['account'],
  options: { ...AddAccount.shape, ...USERS },
  help: `
Roles: admin keeps accounts; noc is the duty desk; dost; agency and contractor see what is theirs (--organisation); auditor reads all and changes nothing.

Examples:
  camwatch users add nguyen.an --role admin --name "Nguyễn Văn An"
  camwatch users add hanel.truc --role contractor --organisation hanel --name "Trực ban Hanel" --telephone "024 3825 0000"`,
  open: openUsers,
  run: ({ accounts }, { config, author, lang, json, ...input }) => addAccount(accounts, input),
  json: invitationToJson,
  render: renderInvitation,
});

/** `camwatch users invite`. */
export const buildInviteCommand = defineCommand({
  name: 'invite',
  description:
    'Print a new link for who lost a password, a telephone or a passkey; the old ones let nobody in any more.',
  arguments: ['account'],
  options: { account: AddAccount.shape.account, ...USERS },
  help: `
Examples:
  camwatch users invite nguyen.an`,
  open: openUsers,
  run: ({ accounts }, { account }) => inviteAgain(accounts, account),
  json: invitationToJson,
  render: renderInvitation,
});

function renderInvitation(invitation: Invitation, { texts, at, linkOf }: UsersScope): readonly string[] {
  return [texts.link(invitation.account, at(invitation.endsMs)), linkOf(invitation)];
}

function invitationToJson(invitation: Invitation, { iso, linkOf }: UsersScope) {
  return { account: invitation.account, link: linkOf(invitation), until: iso(invitation.endsMs) };
}
