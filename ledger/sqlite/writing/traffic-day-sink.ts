import type { TrafficDaySink } from '../../../core/domain/sinks.ts';
import type { TrafficDay } from '../../../core/domain/traffic.ts';
import { handOver } from './hand-over.ts';
import type { Ledger } from './open-ledger.ts';
import { createPacedChangeQueue, type SinkOptions } from './paced-change-queue.ts';

export interface TrafficDaySinkOptions extends SinkOptions {
  /** More days than this waiting to be closed are dropped: the ledger closes them with its next start, as they last stood. */
  readonly mostWaiting?: number;
}

/**
 * Writes the days of links to the ledger. Of a day that still grows only the newest state waits. Never blocks, never
 * throws; what does not fit is dropped and counted.
 */
export function createTrafficDaySink(
  ledger: Pick<Ledger, 'recordTraffic'>,
  { mostWaiting = 50_000, ...options }: TrafficDaySinkOptions,
): TrafficDaySink & { readonly close: () => Promise<void> } {
  const { metrics, logger } = options;
  const open = new Map<string, TrafficDay>();
  const closed: TrafficDay[] = [];

  const drop = () => metrics.camwatch_ledger_rows_dropped_total.labels('traffic').inc();
  const onRefused = ({ linkId, date }: TrafficDay, error: Error) => {
    drop();
    logger.error({ err: error, linkId, date }, 'the ledger refused a day of a link');
  };
  const flushOpen = async () => {
    const growing = [...open.values()];
    open.clear();
    try {
      await handOver(growing, {
        send: (days) => ledger.recordTraffic({ open: days, closed: [] }),
        onRefused,
      });
    } finally {
      // What was not taken waits on, unless there is something newer meanwhile.
      for (const day of growing) if (!open.has(keyOf(day))) open.set(keyOf(day), day);
    }
  };
  const flush = async () => {
    try {
      await flushOpen();
      await handOver(closed, { send: (days) => ledger.recordTraffic({ open: [], closed: days }), onRefused });
    } finally {
      metrics.camwatch_ledger_rows_waiting.labels('traffic').set(open.size + closed.length);
    }
  };
  const queue = createPacedChangeQueue('traffic', flush, options);

  return {
    write: (update) => {
      for (const day of update.open) {
        if (open.size < mostWaiting || open.has(keyOf(day))) open.set(keyOf(day), day);
        else drop();
      }
      for (const day of update.closed) {
        if (closed.length < mostWaiting) closed.push(day);
        else drop();
      }
      queue.wake();
    },
    close: queue.close,
  };
}

const keyOf = ({ linkId, date, direction, capacityBitsPerSecond }: TrafficDay) =>
  `${linkId} ${date} ${direction} ${capacityBitsPerSecond}`;
