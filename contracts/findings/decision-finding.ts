import type { Entity } from '../../core/domain/state.ts';

export const DECISION_FINDING_CODES = [
  'announced-after-outage',
  'cancelled-and-added-again',
  'identity-changed',
  'address-swapped',
  'serial-swapped',
  'answers-ping-only',
  'collectors-disagree',
] as const;
export type DecisionFindingCode = (typeof DECISION_FINDING_CODES)[number];

/** Something that may be an attempt to make figures better than they are; for people to look at, it changes no figure. */
export interface DecisionFinding {
  readonly code: DecisionFindingCode;
  readonly entity: Entity;
  /** When it began. */
  readonly atMs: number;
  /** What shows it: `maintenance:3` (its number), `change:17` and `revision:9` (their rows), `finding:serial-changed`. */
  readonly ref: string;
  /** Row of the ledger; absent for findings of devices, which are in no chain. */
  readonly seq?: number;
  /** The other party to it: a number, a device, a serial number; of `answers-ping-only` the length in milliseconds, of `collectors-disagree` who they are. */
  readonly detail: string | number;
}
