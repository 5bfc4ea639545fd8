import type { ActingParty } from '../../ledger/decisions/acknowledgements.ts';
import type { AuditEntry } from '../../ledger/record/audit.ts';
import type { IncidentAct } from '../../portal/door/incident-acts.ts';
import type { PaperDeed } from '../../portal/papers/paper-acts.ts';

/** What the thread of acts is started with. */
export interface ActsStart {
  readonly path: string;
  readonly timeZone: string;
  /** Whose settings name the key that statements are signed with. */
  readonly folder: string;
  /** The clock of the collector: it alone decides what time is believed. */
  readonly clock: SharedArrayBuffer;
}

/** What a person does, and as whom. */
export type Act =
  | { readonly kind: 'audit'; readonly entry: Pick<AuditEntry, 'action' | 'body'>; readonly author: string }
  | (IncidentAct & {
      readonly party: ActingParty;
      readonly author: string;
      readonly via?: 'mail-link' | undefined;
    })
  | {
      readonly kind: 'paper';
      readonly deed: PaperDeed;
      readonly party: string;
      readonly author: string;
    };

export interface ActRequest {
  readonly number: number;
  readonly act: Act;
}
