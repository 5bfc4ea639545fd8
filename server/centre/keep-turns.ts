import { setImmediate as othersFirst } from 'node:timers/promises';
import { createTurnKeeper, type TurnKeeperOptions } from '../../availability/turns/place-turns.ts';
import { seconds } from '../../core/time/units.ts';
import type { RepeatedWork } from '../repeat-work.ts';

/** Rows of a collector that was cut off come in batches: they are looked at together. */
const EVERY_MS = seconds(5);

/** Has one collector count at each instant, soon after rows came that say otherwise. */
export function keepTurns({
  stop,
  ...options
}: TurnKeeperOptions & { readonly stop: AbortSignal }): RepeatedWork {
  const keeper = createTurnKeeper(options);
  return {
    name: 'turns of collectors',
    everyMs: EVERY_MS,
    isOfTime: true,
    run: async () => {
      while (keeper.place().waiting > 0 && !stop.aborted) await othersFirst();
    },
  };
}
