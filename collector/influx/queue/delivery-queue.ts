import type { Logger } from 'pino';
import { seconds } from '../../../core/time/units.ts';
import type { Batch } from './batch.ts';
import type { DiskQueue, Position, Ticket } from './disk-queue.ts';
import { createTokenBucket } from './token-bucket.ts';
import { createWakeUp } from './wake-up.ts';

/** A batch on its way, held by one writer until it is done or put back. */
export interface Delivery {
  readonly batch: Batch;
  /** Absent while the disk takes nothing: the batch is in memory only. */
  readonly ticket: Ticket | undefined;
}

/**
 * What waits for InfluxDB. Every batch is on disk first; what is fresh stays in memory as well and goes before the
 * backlog, so that after a failure the present is there at once. The backlog follows oldest first, at a bounded rate.
 */
export interface DeliveryQueue {
  /** Never throws: where the disk fails, the batch stays in memory, and is dropped and counted when that is full. */
  readonly offer: (batch: Batch, pace?: Pace) => Promise<void>;
  /**
   * Waits for a batch; `undefined` when `stop` aborted. `eager` takes those put back before their time as well, `isFreshOnly`
   * nothing of the backlog.
   */
  readonly take: (
    options: { readonly eager: boolean; readonly isFreshOnly?: boolean },
    stop: AbortSignal,
  ) => Promise<Delivery | undefined>;
  readonly putBack: (delivery: Delivery, notBeforeMs: number) => void;
  readonly done: (delivery: Delivery) => void;
  /** Stands for everything that was offered so far, in earlier runs too. */
  readonly mark: () => Promise<Mark>;
  /** Whether nothing waits any more of what a mark stands for: InfluxDB has answered for it, or it was given up. */
  readonly isSettled: (mark: Mark) => boolean;
  /** Fresh batches, and those that somebody holds. */
  readonly activeBatches: () => number;
  readonly pendingPoints: () => number;
  readonly pendingBytes: () => number;
  /** Once nobody takes any more: what is in memory only goes to disk, or is counted as dropped. */
  readonly close: () => Promise<void>;
}

/** `all`: some of it is in memory only, and has no place on disk. */
export type Mark = Position | 'all';

/** `fresh` goes before everything else; `backlog` waits on disk for its turn, at the rate of what is replayed. */
export type Pace = 'fresh' | 'backlog';

export interface DeliveryQueueOptions {
  readonly disk: DiskQueue;
  readonly replayBytesPerSecond: number;
  /** What may be in memory as well as on disk; and what may be in memory only, while the disk takes nothing. */
  readonly freshBytes?: number;
  readonly memoryBytes?: number;
  readonly logger: Logger;
  readonly onDropped: (points: number) => void;
  readonly nowMs?: () => number;
}

/** Half a minute of a large city: what is older, after a failure, is backlog, and must not go before the present. */
const DEFAULT_FRESH_BYTES = 512 * 1024;
const DEFAULT_MEMORY_BYTES = 32 * 1024 * 1024;
const LOOK_AGAIN_MS = seconds(1);

export function createDeliveryQueue({
  disk,
  replayBytesPerSecond,
  freshBytes: mostFreshBytes = DEFAULT_FRESH_BYTES,
  memoryBytes = DEFAULT_MEMORY_BYTES,
  logger,
  onDropped,
  nowMs = Date.now,
}: DeliveryQueueOptions): DeliveryQueue {
  const fresh: Delivery[] = [];
  const unstored = new Set<Batch>();
  const arrivals = createWakeUp();
  const bucket = createTokenBucket(replayBytesPerSecond);
  let freshBytes = 0;
  let heldBatches = 0;
  let isDiskFailing = false;

  async function store(batch: Batch): Promise<Ticket | undefined> {
    try {
      const ticket = await disk.append(batch);
      unstored.delete(batch);
      if (isDiskFailing) {
        isDiskFailing = false;
        logger.info('the queue is written to disk again');
        await storeFresh();
      }
      return ticket;
    } catch (error) {
      if (!isDiskFailing) {
        logger.error(
          { error: String(error) },
          'the queue cannot be written to disk: points wait in memory only',
        );
      }
      isDiskFailing = true;
      unstored.add(batch);
      return undefined;
    }
  }

  /** Brings to disk what had to wait in memory. */
  async function storeFresh(): Promise<void> {
    for (const delivery of fresh.filter(({ ticket }) => ticket === undefined)) {
      const ticket = await store(delivery.batch);
      if (ticket === undefined) return;
      const index = fresh.indexOf(delivery);
      // Somebody took it meanwhile: then it is sent twice at worst, which doubles no point.
      if (index < 0) disk.release(ticket);
      else fresh[index] = { batch: delivery.batch, ticket };
    }
  }

  function remember(delivery: Delivery): void {
    fresh.push(delivery);
    freshBytes += delivery.batch.body.length;
    while (freshBytes > mostBytesWith(fresh[0])) {
      const oldest = fresh.shift();
      if (oldest === undefined) return;
      freshBytes -= oldest.batch.body.length;
      if (oldest.ticket) disk.release(oldest.ticket);
      else {
        unstored.delete(oldest.batch);
        onDropped(oldest.batch.points);
      }
    }
  }

  /** What the disk has, too, may leave the memory sooner. */
  function mostBytesWith(oldest: Delivery | undefined): number {
    return oldest?.ticket ? mostFreshBytes : memoryBytes;
  }

  async function takeBacklog(eager: boolean): Promise<Delivery | undefined> {
    try {
      const due = await disk.takeOldest(nowMs());
      return due ?? (eager ? await disk.takeOldest(Number.POSITIVE_INFINITY) : undefined);
    } catch (error) {
      // The folder cannot be opened: `offer` says so when it next has something to keep.
      logger.debug({ error: String(error) }, 'the queue cannot be read');
      return undefined;
    }
  }

  return {
    offer: async (batch, pace = 'fresh') => {
      const ticket = await store(batch);
      if (ticket && pace === 'backlog') disk.release(ticket);
      else remember({ batch, ticket });
      arrivals.wake();
    },
    take: async ({ eager, isFreshOnly = false }, stop) => {
      while (!stop.aborted) {
        const next = fresh.shift();
        if (next !== undefined) {
          freshBytes -= next.batch.body.length;
          heldBatches += 1;
          return next;
        }
        if (isFreshOnly) {
          await arrivals.wait(undefined, stop);
          continue;
        }
        const waitMs = bucket.waitMs(nowMs());
        const late = waitMs === 0 ? await takeBacklog(eager) : undefined;
        if (late !== undefined) {
          heldBatches += 1;
          bucket.take(late.batch.textBytes, nowMs());
          return late;
        }
        if (fresh.length === 0) await arrivals.wait(waitMs || LOOK_AGAIN_MS, stop);
      }
      return undefined;
    },
    putBack: (delivery, notBeforeMs) => {
      heldBatches -= 1;
      if (delivery.ticket) disk.release(delivery.ticket, notBeforeMs);
      else remember(delivery);
    },
    done: ({ batch, ticket }) => {
      heldBatches -= 1;
      if (ticket) disk.acknowledge(ticket);
      else unstored.delete(batch);
    },
    mark: async () => {
      const end = await disk.end().catch(() => undefined);
      return end === undefined || unstored.size > 0 ? 'all' : end;
    },
    isSettled: (mark) =>
      mark === 'all' ? disk.pendingPoints() === 0 && unstored.size === 0 : disk.isDoneBefore(mark),
    activeBatches: () => fresh.length + heldBatches,
    pendingPoints: () => {
      let points = disk.pendingPoints();
      for (const batch of unstored) points += batch.points;
      return points;
    },
    pendingBytes: () => disk.pendingBytes(),
    close: async () => {
      await storeFresh();
      if (unstored.size === 0) return;
      const points = [...unstored].reduce((sum, batch) => sum + batch.points, 0);
      unstored.clear();
      logger.error({ points }, 'points are lost: neither InfluxDB nor the disk took them');
      onDropped(points);
    },
  };
}
