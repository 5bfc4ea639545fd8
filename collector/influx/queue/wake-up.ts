/** Lets several wait until something happened, a time passed, or `stop` aborted; none of them leaves a timer behind. */
export interface WakeUp {
  readonly wake: () => void;
  /** Resolves in every case: the waiter looks for itself. */
  readonly wait: (timeoutMs: number | undefined, stop: AbortSignal) => Promise<void>;
}

export function createWakeUp(): WakeUp {
  const waiters = new Set<() => void>();
  return {
    wake: () => {
      for (const resolve of [...waiters]) resolve();
    },
    wait: async (timeoutMs, stop) => {
      if (stop.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs);
      waiters.add(resolve);
      const onStop = () => resolve();
      stop.addEventListener('abort', onStop);
      try {
        await promise;
      } finally {
        clearTimeout(timer);
        waiters.delete(resolve);
        stop.removeEventListener('abort', onStop);
      }
    },
  };
}
