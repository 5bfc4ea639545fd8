import { once } from 'node:events';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { FiguresReport, FiguresRequest, FiguresStart } from './figures-messages.ts';

/** A thread that derives figures, as its keeper sees it. */
export interface FiguresThread {
  /** Settles when it has read its program, or has ended. */
  readonly loaded: Promise<unknown>;
  /** One after the other. Nothing where it has ended meanwhile. */
  readonly ask: (request: FiguresRequest) => Promise<FiguresReport | undefined>;
  readonly hasEnded: () => boolean;
  /** Whatever it is at is done again at the next start. */
  readonly end: () => Promise<void>;
}

/**
 * Half as much again as 100,000 devices take: garbage is collected before it fills the machine, and a fault ends this thread and
 * not the service.
 */
const LIMITS: ResourceLimits = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16 };

export function openFiguresThread(
  start: FiguresStart,
  logger: Logger,
  resourceLimits = LIMITS,
): FiguresThread {
  const url = new URL('./figures-worker.ts', import.meta.url);
  const worker = new Worker(url, { workerData: start, resourceLimits });
  const ended = once(worker, 'exit').catch(() => undefined);
  const loading = Promise.withResolvers<void>();
  let answer: (report?: FiguresReport) => void = () => undefined;
  let hasEnded = false;
  // One that dies as soon as it has read its program may be heard to die first.
  worker.on('message', (message: FiguresReport | 'loaded') =>
    message === 'loaded' ? loading.resolve() : answer(message),
  );
  worker.on('error', (error) =>
    logger.error({ err: error }, 'the thread that keeps figures has ended: it is started again'),
  );
  worker.on('exit', () => {
    hasEnded = true;
    loading.resolve();
    answer();
  });
  return {
    loaded: loading.promise,
    ask: async (request) => {
      if (hasEnded) return undefined;
      const reply = Promise.withResolvers<FiguresReport | undefined>();
      answer = reply.resolve;
      worker.postMessage(request);
      return await reply.promise;
    },
    hasEnded: () => hasEnded,
    end: async () => {
      if (!hasEnded) await worker.terminate();
      await ended;
    },
  };
}
