import { agencyParty, contractorParty, type Party } from '../ledger/decisions/party.ts';

/** `admin` keeps accounts, `noc` the duty desk, the parties of contracts theirs; `auditor` reads all and changes nothing. */
export const ROLES = ['admin', 'noc', 'dost', 'agency', 'contractor', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** What an account may be allowed. Whatever is in no list of its role is refused. */
export const RIGHTS = [
  'see',
  'see-metrics',
  'see-calendar',
  'see-audit',
  'handle-incidents',
  'see-contracts',
  'act-on-contracts',
  'see-plan',
  'act-on-plan',
  'see-reports',
  'make-reports',
  'check-now',
  'keep-accounts',
] as const;
export type Right = (typeof RIGHTS)[number];

/** Of those who report on the plan: DOST on all of it, an agency on its own part. */
const PLAN_RIGHTS = ['see-plan', 'act-on-plan', 'see-reports', 'make-reports'] as const;

const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  admin: [
    'see',
    'see-metrics',
    'see-calendar',
    'see-audit',
    'handle-incidents',
    'see-contracts',
    'see-plan',
    'check-now',
    'keep-accounts',
  ],
  noc: ['see', 'see-calendar', 'see-metrics', 'handle-incidents', 'see-contracts', 'see-plan', 'check-now'],
  dost: [
    'see',
    'see-calendar',
    'see-audit',
    'handle-incidents',
    'see-contracts',
    'act-on-contracts',
    ...PLAN_RIGHTS,
  ],
  agency: ['see', 'see-calendar', 'handle-incidents', 'see-contracts', 'act-on-contracts', ...PLAN_RIGHTS],
  contractor: ['see', 'see-calendar', 'handle-incidents', 'see-contracts', 'act-on-contracts'],
  auditor: ['see', 'see-calendar', 'see-metrics', 'see-audit', 'see-contracts', 'see-plan', 'see-reports'],
};

export const rightsOf = (role: Role): readonly Right[] => RIGHTS_OF[role];
export const mayDo = (role: Role, right: Right): boolean => RIGHTS_OF[role].includes(right);

/** Roles that stand for one organisation, and see what is its. */
export const isBound = (role: Role): role is 'agency' | 'contractor' =>
  role === 'agency' || role === 'contractor';

/** What of the city somebody may see: all of it, or what one agency owns or one contractor keeps. */
export type Scope = 'city' | { readonly agency: string } | { readonly contractor: string };

/** For whom an account acts. Those who watch the city act for DOST. */
export function partyOf(role: Role, organisation: string | undefined): Party {
  if (!isBound(role) || organisation === undefined) return 'dost';
  return role === 'agency' ? agencyParty(organisation) : contractorParty(organisation);
}

export function scopeOf(role: Role, organisation: string | undefined): Scope {
  if (!isBound(role)) return 'city';
  // Without an organisation it sees what belongs to none of that name: nothing.
  return role === 'agency' ? { agency: organisation ?? '' } : { contractor: organisation ?? '' };
}
