import type { Entity, Indicator } from '../../core/domain/state.ts';
/** The states of one indicator: instants in ascending order, each with the state that holds from it on. */
export interface StateHistory {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly atMs: readonly number[];
  /** Places in `STATES`. */
  readonly states: readonly number[];
}

export interface StateHistoryQuery {
  readonly fromMs: number;
  readonly toMs: number;
  readonly indicator?: Indicator;
}

export interface StateReads {
  /** Number of the last row of the chain. */
  readonly headSeq: () => number;
  /**
   * What we measured of everything before `toMs`, one indicator after the other in the order of their names: the
   * states from `fromMs` on and the one in force there, or more of what came before. Columns, since a year of a city is five million of them.
   */
  readonly stateHistories: (query: StateHistoryQuery) => readonly StateHistory[];
}
