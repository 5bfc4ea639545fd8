import type { Worker } from 'node:worker_threads';
import { ActRefused } from '../portal/door/act-refused.ts';
import type { Refusal } from './refusal.ts';

/** What a thread says to the request with a number: what came of it, or why it was refused. */
export interface ThreadReply {
  readonly number: number;
  readonly refused?: Refusal;
  readonly answer?: unknown;
}

export interface AskedThread {
  /** Starts the thread where there is none. @throws ActRefused, also where it ended over the request */
  readonly ask: (request: object) => Promise<unknown>;
  /** How many wait for an answer. */
  readonly waiting: () => number;
  /** It gives its memory back; whoever asks from now on gets another. */
  readonly end: () => Promise<void>;
}

interface AskedThreadOptions {
  readonly open: () => Worker;
  /** What those are told who waited when it ended. */
  readonly ended: () => ActRefused;
  /** It has answered all that it was asked. */
  readonly onIdle?: () => void;
}

/** A thread that is started when somebody asks: most of the time nobody does. */
export function createAskedThread({ open, ended, onIdle }: AskedThreadOptions): AskedThread {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let worker: Worker | undefined;
  let last = 0;

  function start(): Worker {
    const opened = open();
    opened.on('message', ({ number, refused, answer }: ThreadReply) => {
      const asked = waiting.get(number);
      waiting.delete(number);
      if (refused) asked?.reject(new ActRefused(refused.code, refused.said, refused.problems));
      else asked?.resolve(answer);
      if (waiting.size === 0) onIdle?.();
    });
    opened.on('exit', () => {
      // Whoever asked after it was told to end waits for the next.
      if (worker !== undefined && worker !== opened) return;
      worker = undefined;
      for (const { reject } of waiting.values()) reject(ended());
      waiting.clear();
    });
    return opened;
  }

  return {
    ask: async (request) => {
      worker ??= start();
      const number = ++last;
      const asked = Promise.withResolvers<unknown>();
      waiting.set(number, asked);
      worker.postMessage({ ...request, number });
      return await asked.promise;
    },
    waiting: () => waiting.size,
    end: async () => {
      const ending = worker;
      worker = undefined;
      await ending?.terminate();
    },
  };
}
