import { Worker } from 'node:worker_threads';
import { CamwatchError } from '../../core/errors.ts';
import type { Endpoint } from './endpoints.ts';
import type { ListenerAnswer, ListenerRequest } from './listener-worker.ts';

/** Thrown when a port of the simulated city cannot be opened. */
export class ListenerError extends CamwatchError {
  readonly code = 'SIMULATOR_LISTENER';
}

/** TCP listeners of the simulated city, in a thread of their own so that they do not slow down who probes them. */
export interface Listeners {
  readonly endpoints: readonly Endpoint[];
  /** Settle when the ports are open (or closed); one that is so already is left as it is. */
  readonly open: (endpoints: readonly Endpoint[]) => Promise<void>;
  readonly shut: (endpoints: readonly Endpoint[]) => Promise<void>;
  /** Ends the thread, and with it every listener. */
  readonly close: () => Promise<void>;
}

/**
 * Opens all endpoints.
 * @throws ListenerError when one of them cannot be opened; none is left open then.
 */
export async function createListeners(endpoints: readonly Endpoint[]): Promise<Listeners> {
  const worker = new Worker(new URL('./listener-worker.ts', import.meta.url));
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let ended: Error | undefined;
  worker.on('message', ({ id, error }: ListenerAnswer) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error === undefined) resolve?.();
    else reject?.(new ListenerError(`the simulated city cannot listen: ${error}`));
  });
  // Nobody answers any more: neither what waits, nor what will be asked.
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', (error) => end(new ListenerError('the simulated city broke down', { cause: error })));
  worker.on('exit', () => end(new ListenerError('the simulated city is closed')));

  const ask = (act: ListenerRequest['act'], those: readonly Endpoint[]) =>
    new Promise<void>((resolve, reject) => {
      if (ended !== undefined) {
        reject(ended);
        return;
      }
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, act, endpoints: those } satisfies ListenerRequest);
    });
  const close = async () => {
    await worker.terminate();
  };
  try {
    await ask('open', endpoints);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    endpoints,
    open: (those) => ask('open', those),
    shut: (those) => ask('close', those),
    close,
  };
}
