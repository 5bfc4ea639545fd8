import type { ExcuseCause } from '../domain/contract-terms.ts';

/** Where a claim of excuse stands; the record has the same names. */
export type ClaimStatusName = 'filed' | 'accepted' | 'accepted-in-part' | 'rejected' | 'withdrawn';
export type WorkState = 'announced' | 'running' | 'over' | 'cancelled';

/** What is told of a claim, in this order. */
export type ClaimFact =
  | 'contract'
  | 'cause'
  | 'time'
  | 'cut'
  | 'entities'
  | 'by'
  | 'against'
  | 'evidence'
  | 'files'
  | 'received'
  | 'recorded'
  | 'decideUntil'
  | 'acceptedTime'
  | 'acceptedEntities';

/** What commands and pages both call the states of claims and of planned work. */
export interface ClaimWords {
  readonly causes: Readonly<Record<ExcuseCause, string>>;
  readonly statuses: Readonly<Record<ClaimStatusName, string>>;
  readonly maintenanceStates: Readonly<Record<WorkState, string>>;
  readonly facts: Readonly<Record<ClaimFact, string>>;
  readonly hearings: Readonly<Record<'not-asked' | 'asked' | 'done', string>>;
}
