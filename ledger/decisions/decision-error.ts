import { CodedError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

export type DecisionErrorCode =
  | 'CLAIM_REFUSED'
  | 'CLAIM_UNKNOWN'
  | 'DECISION_CHANGED'
  | 'DECISION_UNREADABLE'
  | 'MAINTENANCE_REFUSED'
  | 'MAINTENANCE_UNKNOWN'
  | 'PARTY_UNKNOWN'
  | 'SELECTION_UNKNOWN'
  | 'UNMEASURED_REFUSED'
  | 'UNMEASURED_UNKNOWN';

/** Planned work or a claim that the rules do not admit, or that names what is not on record: nothing was recorded. */
export class DecisionError extends CodedError<DecisionErrorCode, Said> {}
