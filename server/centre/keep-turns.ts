import { setImmediate as othersFirst } from 'node:timers/promises';
import {
  createTurnKeeper,
  TURNS_WAITED_FOR_MS,
  type TurnKeeperOptions,
} from '../../availability/turns/place-turns.ts';
import { seconds } from '../../core/time/units.ts';
import type { RepeatedWork } from '../repeat-work.ts';

/** Rows of a collector that was cut off come in batches: they are looked at together. */
const EVERY_MS = seconds(2);

export interface KeptTurns {
  readonly work: RepeatedWork;
  /** Turns were placed of all that was on record so long ago. In whole milliseconds, and not longer than anybody waits for. */
  readonly behindMs: () => number;
}

/** Has one collector count at each instant, soon after rows came that say otherwise. */
export function keepTurns({
  stop,
  ...options
}: Omit<TurnKeeperOptions, 'steadyMs'> & { readonly stop: AbortSignal }): KeptTurns {
  const steadyMs = () => performance.now();
  let placedMs = steadyMs();
  const keeper = createTurnKeeper({ ...options, steadyMs });
  return {
    work: {
      name: 'turns of collectors',
      everyMs: EVERY_MS,
      isOfTime: true,
      run: async () => {
        while (keeper.place().waiting > 0 && !stop.aborted) await othersFirst();
      },
    },
    // What was on record before this process began is not waited for: somebody else may have told of it.
    behindMs: () => {
      placedMs = Math.max(placedMs, keeper.lookedMs() ?? placedMs, steadyMs() - TURNS_WAITED_FOR_MS);
      return Math.ceil(steadyMs() - placedMs);
    },
  };
}
