import type { Logger } from 'pino';
import type { Metrics } from '../../../core/names/metrics.ts';
import type { DeliveryStore, Outcome } from '../../../ledger/record/outbox/delivery-store.ts';

/** Uses the outbox, which may be busy or full, and keeps what became of messages until it is written down. */
export interface Outcomes {
  /** What `work` returns, or nothing where the outbox failed: it is asked again later. */
  readonly attempt: <Value>(work: () => Value) => Value | undefined;
  readonly write: (id: number, outcome: Outcome, nowMs: number) => void;
  /** Says whether all is written down. */
  readonly flush: () => boolean;
  readonly unwritten: () => readonly number[];
}

interface Unwritten {
  readonly outcome: Outcome;
  readonly nowMs: number;
}

export function createOutcomes(
  store: Pick<DeliveryStore, 'settle'>,
  { metrics, logger }: { readonly metrics: Metrics; readonly logger: Logger },
): Outcomes {
  /** As many as were on their way when the outbox began to fail. */
  const unwritten = new Map<number, Unwritten>();
  let isFailing = false;

  const attempt: Outcomes['attempt'] = (work) => {
    try {
      const value = work();
      if (isFailing) logger.info('the outbox works again');
      isFailing = false;
      return value;
    } catch (error) {
      if (!isFailing) logger.error({ err: error }, 'the outbox failed: messages wait, and outcomes are kept');
      isFailing = true;
      metrics.camwatch_alert_outbox_failures_total.inc();
      return undefined;
    }
  };
  const flush = () => {
    for (const [id, { outcome, nowMs }] of unwritten) {
      const isWritten = attempt(() => {
        store.settle(id, outcome, nowMs);
        return true;
      });
      if (!isWritten) break;
      unwritten.delete(id);
    }
    metrics.camwatch_alert_outcomes_unwritten.set(unwritten.size);
    return unwritten.size === 0;
  };
  return {
    attempt,
    write: (id, outcome, nowMs) => {
      unwritten.set(id, { outcome, nowMs });
      flush();
    },
    flush,
    unwritten: () => [...unwritten.keys()],
  };
}
