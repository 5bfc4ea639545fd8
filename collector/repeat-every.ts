import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs `work` again and again until `stop` aborts, one run after the other, and never two at once: a run that takes
 * longer than the interval delays the next one. A run that fails is reported and does not end the rest.
 */
export async function repeatEvery(
  intervalMs: () => number,
  work: () => Promise<void>,
  stop: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<void> {
  while (!stop.aborted) {
    const startedMs = performance.now();
    try {
      await work();
    } catch (error) {
      if (!stop.aborted) onFailure(error);
    }
    const waitMs = Math.max(0, intervalMs() - (performance.now() - startedMs));
    await delay(waitMs, undefined, { signal: stop }).catch(() => undefined);
  }
}
