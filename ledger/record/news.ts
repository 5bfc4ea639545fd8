import type { RevisionKind } from '../../core/domain/revision.ts';
import type { Entity, State } from '../../core/domain/state.ts';
import type { RecordedChange } from './changes.ts';
/** The time whose state a change says anew: until the next one, or for good. */
export interface ChangedStretch {
  readonly seq: number;
  readonly fromMs: number;
  readonly toMs?: number;
}

/** What a change is about. */
export interface ChangedEntity {
  readonly entity: Entity;
  readonly state: State;
  readonly isCorrection: boolean;
}

/** A change to be copied. */
export interface NewChange extends RecordedChange {
  /** It stands at the very instant of an earlier `down` of the same indicator: a copy by instants has it in that one's place. */
  readonly overridesDown: boolean;
}

/** A revision, and what it takes the place of. */
export interface NewRevision {
  readonly seq: number;
  readonly kind: RevisionKind;
  readonly id: string;
  readonly fromMs: number;
  /** Canonical JSON; absent: removed, or not there before. */
  readonly body?: string;
  readonly bodyBefore?: string;
}

/** What was recorded after a row of the chain: what is derived from earlier rows may have to be made again. */
export interface NewsReads {
  /** What we measured and corrected, where it touches time before an instant. */
  readonly changedStretches: (afterSeq: number, beforeMs: number) => IterableIterator<ChangedStretch>;
  /** What we measured and corrected, as far as it stands, in the order in which it was recorded. */
  readonly changesAfter: (afterSeq: number, limit: number) => readonly NewChange[];
  /** In short, of changes with numbers in `(afterSeq, throughSeq]`, also of those that were corrected since. */
  readonly changedBetween: (afterSeq: number, throughSeq: number) => readonly ChangedEntity[];
  /** Number of the last change that was recorded before an instant; 0 where there is none. */
  readonly lastSeqBefore: (recordedMs: number) => number;
  readonly newRevisions: (afterSeq: number) => IterableIterator<NewRevision>;
}
