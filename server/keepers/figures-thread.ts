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
  const ended = once(worker, 'exit');
  const loaded = Promise.race([once(worker, 'message'), ended]).catch(() => undefined);
  let hasEnded = false;
  worker.on('error', (error) =>
    logger.error({ err: error }, 'the thread that keeps figures has ended: it is started again'),
  );
  worker.on('exit', () => {
    hasEnded = true;
  });
  return {
    loaded,
    ask: (request) => {
      const reply = new Promise<FiguresReport | undefined>((resolve) => {
        const onMessage = (report: FiguresReport) => {
          worker.off('exit', onExit);
          resolve(report);
        };
        const onExit = () => {
          worker.off('message', onMessage);
          resolve(undefined);
        };
        if (hasEnded) resolve(undefined);
        worker.once('message', onMessage);
        worker.once('exit', onExit);
      });
      worker.postMessage(request);
      return reply;
    },
    hasEnded: () => hasEnded,
    end: async () => {
      if (!hasEnded) await worker.terminate();
      await ended.catch(() => undefined);
    },
  };
}
