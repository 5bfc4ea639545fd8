import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ChangeBatch, ChangeSink } from '../../core/domain/sinks.ts';
import { CamwatchError } from '../../core/errors.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';

/** Thrown at the end when the ledger never took what was handed over. */
export class UnrecordedError extends CamwatchError {
  readonly code = 'LEDGER_UNRECORDED';

  constructor(batchCount: number, failure: string | undefined) {
    super(`${batchCount} batches of changes and coverage did not reach the ledger: ${failure}`);
  }
}

/** More changes than these go to the sink in parts: one transaction, and one message to its thread, must not take seconds. */
export const MOST_CHANGES = 500;

/**
 * Hands batches to the sink one after the other, in order, and keeps each until it is on disk: a full disk or a lost
 * ledger delays the record, and loses nothing while the process lives.
 */
export interface ChangeQueue {
  readonly hand: (batch: ChangeBatch) => void;
  readonly pending: () => number;
  /** Where the coverage ends that is on disk; `undefined` until some is. */
  readonly recordedUntilMs: () => number | undefined;
  /** Why the last attempt failed; `undefined` while all is well. */
  readonly failure: () => string | undefined;
  /** Settles when everything handed over is on disk, or rejects with the last failure. */
  readonly drain: () => Promise<void>;
}

export interface ChangeQueueOptions {
  readonly sink: ChangeSink;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly stop: AbortSignal;
  readonly retryMs?: number;
}

export function createChangeQueue({
  sink,
  metrics,
  logger,
  stop,
  retryMs = seconds(5),
}: ChangeQueueOptions): ChangeQueue {
  const queue: ChangeBatch[] = [];
  let failure: string | undefined;
  let recordedUntilMs: number | undefined;
  let working: Promise<void> | undefined;

  const recordFirst = async (batch: ChangeBatch) => {
    const endTimer = metrics.camwatch_ledger_write_seconds.startTimer();
    await sink.record(batch);
    endTimer();
    queue.shift();
    for (const { toMs } of batch.coverage ?? []) recordedUntilMs = Math.max(toMs, recordedUntilMs ?? 0);
    if (failure !== undefined) logger.info({ pending: queue.length }, 'ledger takes records again');
    failure = undefined;
    metrics.camwatch_ledger_pending_batches.set(queue.length);
  };
  const work = async () => {
    for (let batch = queue[0]; batch; batch = queue[0]) {
      try {
        await recordFirst(batch);
      } catch (error) {
        if (failure === undefined)
          logger.error({ err: error, pending: queue.length }, 'ledger refused a batch');
        failure = String(error);
        if (stop.aborted) return;
        await delay(retryMs, undefined, { signal: stop }).catch(() => undefined);
      }
    }
  };
  const start = () => {
    working ??= work().finally(() => {
      working = undefined;
    });
    return working;
  };

  return {
    hand: (batch) => {
      queue.push(...partsOf(batch));
      metrics.camwatch_ledger_pending_batches.set(queue.length);
      void start();
    },
    pending: () => queue.length,
    recordedUntilMs: () => recordedUntilMs,
    failure: () => failure,
    drain: async () => {
      await start();
      if (queue.length > 0) throw new UnrecordedError(queue.length, failure);
    },
  };
}

/** Coverage says that what happened until its end is on record: it goes with the last part. */
function partsOf({ changes, coverage }: ChangeBatch): readonly ChangeBatch[] {
  const parts: ChangeBatch[] = [];
  let from = 0;
  for (; changes.length - from > MOST_CHANGES; from += MOST_CHANGES)
    parts.push({ changes: changes.slice(from, from + MOST_CHANGES) });
  const rest = from === 0 ? changes : changes.slice(from);
  return [...parts, { changes: rest, ...(coverage && { coverage }) }];
}
