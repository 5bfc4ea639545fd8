import type { Scope } from '../../../accounts/roles.ts';

/** Of whoever stands for one agency. */
export const agencyOf = (scope: Scope): string | undefined =>
  typeof scope === 'object' && 'agency' in scope ? scope.agency : undefined;
