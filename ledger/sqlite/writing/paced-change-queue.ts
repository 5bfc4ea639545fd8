import type { Logger } from 'pino';
import type { Metrics } from '../../../core/names/metrics.ts';
import { seconds } from '../../../core/time/units.ts';

export interface SinkOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Ends waiting and retrying; what is queued then goes with `close`. */
  readonly stop: AbortSignal;
  /** How long rows gather before they are handed on together. */
  readonly gatherMs?: number;
  readonly retryMs?: number;
}

/** Hands on what gathers, one portion after the other, and again after a failure. Nobody waits for it. */
export interface PacedChangeQueue {
  /** To be called whenever there is something to hand on. */
  readonly wake: () => void;
  /** Tries once more what is still there; settles when that is done. */
  readonly close: () => Promise<void>;
}

/** `flush` hands on everything there is, and leaves in place what it could not. */
export function createPacedChangeQueue(
  sink: string,
  flush: () => Promise<void>,
  { logger, stop, gatherMs = seconds(2), retryMs = seconds(5) }: SinkOptions,
): PacedChangeQueue {
  let isWanted = false;
  let isFailing = false;
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;

  const flushOnce = async () => {
    isWanted = false;
    try {
      await flush();
      if (isFailing) logger.info({ sink }, 'the ledger takes rows again');
      isFailing = false;
    } catch (error) {
      if (!isFailing) logger.error({ err: error, sink }, 'the ledger takes no rows: they wait');
      isFailing = true;
      isWanted = true;
    }
  };
  const flushSoon = () => {
    if (!isWanted || timer || flushing || stop.aborted) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        flushing = flushOnce().finally(() => {
          flushing = undefined;
          flushSoon();
        });
      },
      isFailing ? retryMs : gatherMs,
    );
  };
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  stop.addEventListener('abort', cancel, { once: true });

  return {
    wake: () => {
      isWanted = true;
      flushSoon();
    },
    close: async () => {
      stop.removeEventListener('abort', cancel);
      await flushing;
      cancel();
      if (isWanted) await flushOnce();
    },
  };
}
