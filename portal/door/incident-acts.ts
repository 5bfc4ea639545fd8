import type { ActingParty, Holder } from '../../ledger/decisions/acknowledgements.ts';

/** What a form sends; each act looks for what it needs. */
export interface ActInput {
  readonly id: string;
  readonly text?: string | undefined;
  /** The last row of its record that was on the page: what was sent twice is done once. */
  readonly afterSeq?: number | undefined;
}

/** An act on an incident, as people ask for it. */
export type IncidentAct =
  | { readonly kind: 'acknowledge' | 'note' | 'release' | 'unlink'; readonly input: ActInput }
  | { readonly kind: 'hand-over'; readonly input: ActInput & { readonly to: Holder } }
  | { readonly kind: 'snooze'; readonly input: ActInput & { readonly forMs: number } }
  | { readonly kind: 'link'; readonly input: ActInput & { readonly into: string } };

export const INCIDENT_ACTS = [
  'acknowledge',
  'note',
  'hand-over',
  'snooze',
  'release',
  'link',
  'unlink',
] as const satisfies readonly IncidentAct['kind'][];

/** What people do about an incident. `server/` puts it on record. */
export interface IncidentActs {
  readonly act: (
    act: IncidentAct,
    by: {
      readonly party: ActingParty;
      readonly author: string;
      readonly via?: 'mail-link' | undefined;
    },
  ) => Promise<void>;
}
