import type { DeliveryQueue } from './queue/delivery-queue.ts';

/**
 * What became of lines that were handed over: `written` once InfluxDB has answered for all of them (what it refused is set
 * aside), `lost` where some were given up on the way.
 */
export type Receipt = () => 'waiting' | 'written' | 'lost';

/** Stands for the lines that are handed over until it is closed, and for all that waited before. */
export interface OpenReceipt {
  readonly close: () => Promise<Receipt>;
}

export interface ReceiptsOptions {
  readonly queue: Pick<DeliveryQueue, 'mark' | 'isSettled'>;
  /** Hands over what is gathered. */
  readonly flush: () => Promise<void>;
  /** Points that were given up since the start, of whatever kind. */
  readonly lostPoints: () => number;
}

export function openReceipt({ queue, flush, lostPoints }: ReceiptsOptions): OpenReceipt {
  const lostBefore = lostPoints();
  return {
    close: async () => {
      await flush();
      const mark = await queue.mark();
      let isWritten = false;
      return () => {
        if (isWritten) return 'written';
        if (lostPoints() > lostBefore) return 'lost';
        isWritten = queue.isSettled(mark);
        return isWritten ? 'written' : 'waiting';
      };
    },
  };
}
