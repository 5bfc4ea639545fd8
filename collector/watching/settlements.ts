import { runInSlices, type Steps } from '../../core/host/in-slices.ts';

/**
 * Everything that judges, or changes what is judged, goes one after the other in the order in which it came: a reload, a step
 * of the clock, or the end, that comes while a release is judged in slices waits for it.
 */
export interface Settlements {
  /** Begins at once where nothing else is under way. @throws what `work` throws. */
  readonly run: (work: () => Steps<void> | undefined) => Promise<void>;
}

/** More than others take of a turn: in a storm what is judged is what everybody waits for. */
const SLICE_MS = 10;

const judgeInSlices = (steps: Steps<void>) => runInSlices(steps, SLICE_MS);

export function createSettlements(run: typeof judgeInSlices = judgeInSlices): Settlements {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (work) => {
      const begin = async () => {
        const steps = work();
        if (steps) await run(steps);
      };
      const done = waiting === 0 ? begin() : last.then(begin);
      waiting++;
      const end = () => {
        waiting--;
      };
      last = done.then(end, end);
      return done;
    },
  };
}
