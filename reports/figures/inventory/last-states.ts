import { type Indicator, parseEntity, type State } from '../../../core/domain/state.ts';
import type { FiguresInput } from '../document/figures-input.ts';

/** How an indicator of a device stood at the end, and since when. */
export interface LastState {
  readonly indicator: Indicator;
  readonly state: State;
  readonly atMs: number;
}

/** By device; who is not in it was never measured. */
export type LastStates = ReadonlyMap<string, readonly LastState[]>;

/** The last that was measured of every device before the end of the window. */
export function readLastStates({
  reader,
  window,
  recordedBeforeMs,
}: Pick<FiguresInput, 'reader' | 'window' | 'recordedBeforeMs'>): LastStates {
  const states = new Map<string, LastState[]>();
  for (const { entity, indicator, state, atMs } of reader.statesBefore(window.toMs, { recordedBeforeMs })) {
    const { kind, id } = parseEntity(entity) ?? {};
    if (kind !== 'device' || id === undefined) continue;
    const own = states.get(id);
    if (own) own.push({ indicator, state, atMs });
    else states.set(id, [{ indicator, state, atMs }]);
  }
  return states;
}
