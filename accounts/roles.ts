/** `admin` keeps accounts, `noc` the duty desk; `auditor` reads all and changes nothing. */
export const ROLES = ['admin', 'noc', 'dost', 'agency', 'contractor', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** What an account may be allowed. Whatever is in no list of its role is refused. */
export const RIGHTS = [
  'see',
  'see-metrics',
  'see-audit',
  'handle-incidents',
  'check-now',
  'keep-accounts',
] as const;
export type Right = (typeof RIGHTS)[number];

const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  admin: ['see', 'see-metrics', 'see-audit', 'handle-incidents', 'check-now', 'keep-accounts'],
  noc: ['see', 'see-metrics', 'handle-incidents', 'check-now'],
  dost: ['see', 'see-audit', 'handle-incidents'],
  agency: ['see', 'handle-incidents'],
  contractor: ['see', 'handle-incidents'],
  auditor: ['see', 'see-metrics', 'see-audit'],
};

export const rightsOf = (role: Role): readonly Right[] => RIGHTS_OF[role];
export const mayDo = (role: Role, right: Right): boolean => RIGHTS_OF[role].includes(right);

/** Roles that stand for one organisation, and see what is its. */
export const isBound = (role: Role): role is 'agency' | 'contractor' =>
  role === 'agency' || role === 'contractor';

/** What of the city somebody may see: all of it, or what one agency owns or one contractor keeps. */
export type Scope = 'city' | { readonly agency: string } | { readonly contractor: string };

export function scopeOf(role: Role, organisation: string | undefined): Scope {
  if (!isBound(role)) return 'city';
  // Without an organisation it sees what belongs to none of that name: nothing.
  return role === 'agency' ? { agency: organisation ?? '' } : { contractor: organisation ?? '' };
}
