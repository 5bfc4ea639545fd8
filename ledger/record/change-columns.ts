import type { Entity, Indicator } from '../../core/domain/state.ts';
import type { RecordedBefore } from './changes.ts';

export interface ChangeColumnsQuery extends RecordedBefore {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of this one alone. */
  readonly indicator?: Indicator;
}

/** The changes of one indicator: places `[from, to)` of the columns, one at an instant, in order of time. */
export interface ColumnSlice {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly from: number;
  readonly to: number;
}

/** Changes as columns: a year of a city is five million of them, which as objects would be more than the memory has. */
export interface ChangeColumns {
  /** In the order of the names of entities and of indicators. */
  readonly slices: readonly ColumnSlice[];
  /** Last contrary probe, and first proof. */
  readonly afterMs: Float64Array;
  readonly atMs: Float64Array;
  /** Places in `STATES`, and in `reasonNames`, where 0 is none. */
  readonly states: Uint8Array;
  readonly reasons: Uint8Array;
  readonly reasonNames: readonly string[];
}

export interface ChangeColumnReads {
  /**
   * What we measured of everything before `toMs`: the changes from `fromMs` on, the one in force there, and of an outage that
   * lasted there all back to its beginning; or more of what came before.
   */
  readonly changeColumns: (query: ChangeColumnsQuery) => ChangeColumns;
}
