import { setTimeout as delay } from 'node:timers/promises';

/** Settles when the next may be sent, so that `perSecond` are sent in a second and none in a burst. @throws the reason of `signal`. */
export function createPace(perSecond: number, signal: AbortSignal): () => Promise<void> {
  let nextMs = performance.now();
  return async () => {
    signal.throwIfAborted();
    const waitMs = nextMs - performance.now();
    nextMs = Math.max(nextMs, performance.now()) + 1_000 / perSecond;
    // What ends it says why, and not that a timer was aborted.
    if (waitMs > 0) await delay(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  };
}
