import type { Decision } from './decisions.ts';
import type { ChangeEvent } from './incident-inputs.ts';
import type { IncidentCursor, KeptStep, PlacedInput } from './kept-incidents.ts';
import type { NewMessage } from './outbox-message.ts';

export interface IncidentWriter {
  /** Where an engine begins that nothing is known of. */
  readonly begin: (cursor: IncidentCursor) => void;
  /** All of it in one transaction, or nothing. */
  readonly commit: (step: KeptStep) => void;
  /**
   * Members are in the news already, and are written one by one afterwards, since a core link has 100,000 of them: a
   * transaction each. Returns whether some are left.
   */
  readonly writeMembers: () => boolean;
  /** The cursor goes along: nothing is to be told again of what the snapshot knows. */
  readonly keepSnapshot: (snapshot: Snapshot, aheadFrom?: number) => void;
  /** Those that were not there already. */
  readonly addMessages: (messages: readonly NewMessage[]) => readonly NewMessage[];
  /** The clock was `backMs` ahead: messages go on with the right time. */
  readonly setBack: (nowMs: number, backMs: number) => void;
  /** Returns its number. */
  readonly putInput: (input: PlacedInput) => number;
}

/** A row of the chain that the engine is told of. */
export type InputRow =
  | {
      readonly table: 'change';
      readonly seq: number;
      readonly recordedMs: number;
      readonly change: ChangeEvent;
    }
  | {
      readonly table: 'maintenance' | 'incident_step';
      readonly seq: number;
      readonly recordedMs: number;
      readonly row: Omit<Decision, 'hash'>;
    };

export interface StoredInput extends PlacedInput {
  readonly id: number;
}

export interface Snapshot extends IncidentCursor {
  /** The last input that it knows of. */
  readonly input: number;
  readonly body: Uint8Array;
}

/** A news that was written, though not all that the same rows bring. */
export interface NewsAhead {
  readonly id: number;
  readonly incident: string;
  readonly kind: string;
  readonly atMs: number;
}

/** What the keeper needs to go on from where it was. */
export interface InputReads {
  readonly cursor: () => IncidentCursor | undefined;
  /** The last row recorded before an instant: those before it are told too, whatever a clock said that was set back. */
  readonly lastSeqBefore: (recordedMs: number, afterSeq: number) => number;
  /** In the order of the chain, `(afterSeq, throughSeq]`, at most `limit`. */
  readonly rows: (afterSeq: number, throughSeq: number, limit: number) => readonly InputRow[];
  readonly inputs: (afterId: number) => readonly StoredInput[];
  readonly lastInput: () => number;
  readonly newsAhead: () => readonly NewsAhead[];
  readonly snapshot: () => Snapshot | undefined;
}
