import { type Entity, type Indicator, STATES, type State } from '#core/domain/state.ts';
import type { ChangeColumns, ColumnSlice } from '#ledger/record/change-columns.ts';

export interface GivenSlice {
  readonly entity: Entity;
  readonly indicator?: Indicator;
  /** In order of time, one at an instant. */
  readonly changes: readonly (readonly [atMs: number, state: State, reason?: string])[];
}

/** Changes as the ledger hands them out for figures; each was last seen otherwise a minute before. */
export function changeColumns(given: readonly GivenSlice[]): ChangeColumns {
  const all = given.flatMap(({ changes }) => changes);
  const reasonNames = ['', ...new Set(all.flatMap(([, , reason]) => reason ?? []))];
  let to = 0;
  const slices = given.map(({ entity, indicator = 'reach', changes }): ColumnSlice => {
    const from = to;
    to += changes.length;
    return { entity, indicator, from, to };
  });
  return {
    slices,
    atMs: Float64Array.from(all, ([atMs]) => atMs),
    afterMs: Float64Array.from(all, ([atMs]) => atMs - 60_000),
    states: Uint8Array.from(all, ([, state]) => STATES.indexOf(state)),
    reasons: Uint8Array.from(all, ([, , reason = '']) => reasonNames.indexOf(reason)),
    reasonNames,
  };
}
