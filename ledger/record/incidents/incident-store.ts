import type { Channel } from '../../../core/domain/notifier.ts';
import type { Decision } from '../decisions.ts';
import type { NewMessage } from '../outbox/outbox-message.ts';
import type { IncidentEventKind, Severity } from './incident-event.ts';
import type { ChangeEvent } from './incident-inputs.ts';
import type { IncidentReads } from './incident-reads.ts';
import type { IncidentCursor, KeptStep, PlacedInput } from './kept-incidents.ts';

/** Who was written to about an incident before. */
export interface ToldRecipient {
  readonly recipient: string;
  readonly channel: Channel;
  readonly messageId: string;
  readonly createdMs: number;
  /** When it was to be sent: at once where that is absent. */
  readonly dueMs?: number;
  /** What it was told; absent: that nobody had acknowledged. */
  readonly news?: IncidentEventKind;
  /** How many of its own were in it then, and how bad it was. */
  readonly members?: number;
  readonly severity?: Severity;
  /** Not all that hangs on the root had been asked by then. */
  readonly isEarly?: boolean;
}

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
  /**
   * As much of what was chained up to a row as still holds there, in its order: what is down or switched off, all planned work, and
   * what people did about incidents that are not resolved. Costs what is down, and not what ever was.
   */
  readonly standing: (throughSeq: number) => IterableIterator<InputRow>;
}

/** All that the keeper of incidents reads and writes, on one connection that is nobody else's. */
export interface IncidentStore {
  /** Where it is, for people who read an error. */
  readonly place: string;
  readonly reads: Pick<IncidentReads, 'incidents' | 'news'>;
  readonly inputs: InputReads;
  readonly writer: IncidentWriter;
  /** Who was written to about an incident, in the order in which it was written. */
  readonly toldOf: (incident: string) => readonly ToldRecipient[];
}
