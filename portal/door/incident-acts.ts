import type { ActingParty } from '../../ledger/decisions/acknowledgements.ts';

/** What people do about an incident. `server/` puts it on record. */
export interface IncidentActs {
  readonly act: (
    kind: 'acknowledge' | 'note',
    input: { readonly id: string; readonly text?: string | undefined },
    by: { readonly party: ActingParty; readonly author: string },
  ) => Promise<void>;
}
