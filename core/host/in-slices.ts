import { setImmediate } from 'node:timers/promises';

/** Long work that stops again and again where others may have their turn; run to its end at once it does the same. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** So many devices, rows or readings are dealt with before others may have their turn. */
export const STEP = 64;

export function finish<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The same, given up where it stands once `stop` aborts. */
export function* unlessStopped(steps: Steps<void>, stop: AbortSignal): Steps<void> {
  for (const step of steps) {
    if (stop.aborted) return;
    yield step;
  }
}

/**
 * Runs at most so long at a time, and lets the event loop have its turn in between. What is short is done at once. Several go on
 * side by side, each in every turn of the loop, and a page waits for a few turns.
 */
export async function runInSlices<Result>(steps: Steps<Result>, sliceMs = 4): Promise<Result> {
  let startedMs = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - startedMs < sliceMs) continue;
    await setImmediate();
    startedMs = performance.now();
  }
}
