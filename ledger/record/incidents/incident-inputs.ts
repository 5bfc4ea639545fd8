import type { Change } from '../../../core/domain/state.ts';
import type { ToldClockDoubt } from './incident-event.ts';

/** A row of the ledger. */
export interface ChangeEvent extends Omit<Change, 'evidence'> {
  readonly type: 'change';
  readonly recordedMs: number;
}

/** A collector that has lost its sight, or has it again. */
export interface SightEvent {
  readonly type: 'sight';
  readonly recordedMs: number;
  readonly collector: string;
  readonly sight: 'blind' | 'seeing';
  /** Why it is blind, where its clock is not believed. */
  readonly clockDoubt?: ToldClockDoubt;
}
