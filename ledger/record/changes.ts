import type { Change, Entity, Indicator, State } from '../../core/domain/state.ts';

/**
 * The record as it stood at an instant: only what was recorded strictly before it, corrections too. The same question
 * gives the same answer ever after.
 */
export interface RecordedBefore {
  readonly recordedBeforeMs?: number;
}

export interface ChangeQuery extends RecordedBefore {
  readonly entity?: Entity;
  /** Of any of these: many at once cost no more than their rows. */
  readonly entities?: readonly Entity[];
  readonly indicator?: Indicator;
  /** Changes whose instant is in `[fromMs, toMs)`. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** `include`: also changes that a correction took the place of. */
  readonly corrected?: 'leave-out' | 'include';
}

/** One indicator of one entity in `[fromMs, toMs)`. */
export interface RunQuery extends RecordedBefore {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly fromMs: number;
  readonly toMs: number;
}

/** As much of a change as a timeline is made of. */
export type StateChange = Pick<RecordedChange, 'seq' | 'atMs' | 'state' | 'reason'>;

export interface StateQuery extends RecordedBefore {
  readonly entity?: Entity;
  readonly entities?: readonly Entity[];
  readonly indicator?: Indicator;
  readonly state?: State;
}

/** Changes that we measured, and their corrections. What was imported is read by `imported`. */
export interface ChangeReads {
  /** In the order of their instants; the last recorded last among equals. */
  readonly changes: (query?: ChangeQuery) => IterableIterator<RecordedChange>;
  /** The last change before an instant of every entity and indicator: the state in force when a period begins. */
  readonly statesBefore: (beforeMs: number, query?: StateQuery) => IterableIterator<RecordedChange>;
  /** The last change before an instant of one indicator. */
  readonly changeBefore: (
    entity: Entity,
    indicator: Indicator,
    beforeMs: number,
    query?: RecordedBefore,
  ) => RecordedChange | undefined;
  /** The changes of a period and the last one before it, in the order of their instants. */
  readonly stateChanges: (query: RunQuery) => readonly StateChange[];
  /** The last change of every entity and indicator: the present. */
  readonly latestChanges: (query?: StateQuery) => IterableIterator<RecordedChange>;
}

export const ORIGINS = ['measured', 'imported', 'correction'] as const;

/** A change of state as it is recorded. */
export interface RecordedChange extends Change {
  readonly seq: number;
  readonly origin: (typeof ORIGINS)[number];
  /** Number of the change that this one takes the place of. */
  readonly corrects?: number;
  readonly recordedMs: number;
  readonly author: string;
}
