import { ROLE_WORDS } from '../../accounts/role-words.ts';
import type { Right } from '../../accounts/roles.ts';

/** What `camwatch users` prints. */
export const usersEn = {
  head: ['account', 'role', 'of', 'name', 'second factor', 'by issuer', 'last used', 'state'],
  none: 'no accounts yet: camwatch users add NAME --role admin --name "…"',
  never: 'never',
  open: 'open',
  invited: 'waits for its link to be followed',
  disabled: (why: 'unused' | 'by-hand', at: string) =>
    why === 'unused' ? `shut since ${at}: not used for 45 days` : `shut since ${at}`,
  erased: '(erased)',
  yes: 'yes',
  no: 'no',
  roles: ROLE_WORDS.en,
  rights: { see: 'see', 'see-metrics': 'see metrics', 'see-calendar': 'see the calendar' } satisfies Partial<
    Record<Right, string>
  >,
  link: (account: string, until: string) =>
    `${account} sets a password here, once, until ${until}. Hand the link to nobody else:`,
  shut: (account: string) => `${account} is shut, and nobody is in with it any more`,
  opened: (account: string) => `${account} is open again`,
  forgotten: (account: string) => `whose ${account} was is forgotten; it is shut`,
  bound: (account: string, subject: string) =>
    `whoever the issuer calls ${JSON.stringify(subject)} enters as ${account} from now on`,
  unbound: (account: string, count: number) =>
    count === 0
      ? `${account} was not bound to any issuer`
      : `nobody enters as ${account} by the issuer any more`,
  sessionHead: ['session', 'account', 'since', 'last seen', 'from', 'browser'],
  noSessions: 'nobody is in',
  ended: (count: number): string => (count === 1 ? 'ended' : 'there is no such session or token'),
  tokenHead: ['token', 'account', 'right', 'until', 'last used', 'for'],
  noTokens: 'no tokens',
  token: (until: string) => `good until ${until}, and told only now:`,
};

export type UserTexts = typeof usersEn;
