import { setTimeout as delay } from 'node:timers/promises';

/** Settles when the next may be sent, so that `perSecond` are sent in a second and none in a burst. */
export function createPace(perSecond: number, signal: AbortSignal): () => Promise<void> {
  let nextMs = performance.now();
  return async () => {
    signal.throwIfAborted();
    const waitMs = nextMs - performance.now();
    nextMs = Math.max(nextMs, performance.now()) + 1_000 / perSecond;
    if (waitMs > 0) await delay(waitMs, undefined, { signal });
  };
}
