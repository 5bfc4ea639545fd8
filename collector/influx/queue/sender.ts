import type { Logger } from 'pino';
import type { MeasurementFault, MeasurementHealth } from '../../../core/domain/sinks.ts';
import type { Metrics } from '../../../core/names/metrics.ts';
import { backoffMs } from '../../../core/time/backoff.ts';
import { seconds } from '../../../core/time/units.ts';
import { type Batch, packLines } from './batch.ts';
import type { Delivery, DeliveryQueue } from './delivery-queue.ts';
import { type Isolation, isNoneTaken, isolateBadLines, type Refusal } from './isolate-bad-lines.ts';
import { InfluxQueryError } from './query-client.ts';
import type { Rejections } from './rejections.ts';
import { createWakeUp } from './wake-up.ts';
import type { WriteResult } from './write-request.ts';

/** Takes batches out of the queue and brings them to InfluxDB, for as long as that takes. */
export interface Sender {
  readonly state: () => Pick<MeasurementHealth, 'sinceMs' | 'fault'> & {
    readonly mode: 'writing' | 'queueing';
  };
  /** Waits up to `graceMs` for what is fresh, while InfluxDB takes it; the rest stays in the queue. */
  readonly close: (graceMs: number) => Promise<void>;
}

export interface SenderOptions {
  readonly queue: DeliveryQueue;
  readonly post: (batch: Batch, stop: AbortSignal) => Promise<WriteResult>;
  /** Makes sure of the database: called at the start, and whenever InfluxDB says that it is missing. @throws what is wrong. */
  readonly prepare: (stop: AbortSignal) => Promise<void>;
  readonly rejections: Pick<Rejections, 'noteExpired' | 'setAside'>;
  /** A line that the server ought to take, and may take twice: it tells a bad batch from a bad server. */
  readonly controlLine: () => string | undefined;
  readonly onDropped: (points: number) => void;
  readonly onWritten: (batch: Batch) => void;
  /** Told at the start too: that it does not. */
  readonly onMode: (isWriting: boolean) => void;
  readonly metrics: Pick<
    Metrics,
    'camwatch_influx_failed_writes_total' | 'camwatch_influx_points_total' | 'camwatch_influx_write_seconds'
  >;
  readonly logger: Logger;
  readonly nowMs?: () => number;
  readonly random?: () => number;
}

const WRITERS = 2;
/** Enough to find three bad lines among 5,000; what is left then is sent in pieces of its own. */
const MAX_REQUESTS = 80;
/** Down to one line among 5,000 and a few of its neighbours. */
const HOPELESS_REQUESTS = 16;
/** A batch that failed lets others go first for a while: it may be what InfluxDB stumbles over. */
const PUT_BACK_MS = seconds(5);
const BACKOFF = { firstMs: 250, longestMs: seconds(10) };

export function createSender({
  queue,
  post,
  prepare,
  rejections,
  controlLine,
  onDropped,
  onWritten,
  onMode,
  metrics,
  logger,
  nowMs = Date.now,
  random = Math.random,
}: SenderOptions): Sender {
  const stopping = new AbortController();
  const stop = stopping.signal;
  const progress = createWakeUp();
  /** Nobody wakes it: a wait that ends with its time or with `stop`. */
  const pauses = createWakeUp();
  /** Ends when InfluxDB is found to be unwell: what is waited for is another then. */
  let waiting = new AbortController();
  let mode: 'writing' | 'queueing' = 'queueing';
  let sinceMs = nowMs();
  let lastFault: MeasurementFault | undefined;
  let failures = 0;
  let needsPreparing = true;
  /** How long the last request took to fail: as much of a pause is over. */
  let waitedMs = 0;
  onMode(false);

  const workers = Array.from({ length: WRITERS }, (_, index) => work(index));

  async function work(index: number): Promise<void> {
    while (!stop.aborted) {
      if (mode === 'queueing' && index > 0) {
        // While InfluxDB is not well, one writer is enough to find out when it is.
        await progress.wait(undefined, stop);
        continue;
      }
      if (failures > 0) await pauses.wait(Math.max(0, backoffMs(failures, BACKOFF, random) - waitedMs), stop);
      // One of them is always free for the present, or it would wait for two batches of the backlog.
      if (!needsPreparing || (await tryToPrepare())) await deliverNext(index > 0);
    }
  }

  async function tryToPrepare(): Promise<boolean> {
    const startedMs = performance.now();
    try {
      await prepare(stop);
      needsPreparing = false;
      if (failures === 0) becomeWell();
    } catch (error) {
      if (!stop.aborted) becomeUnwell(faultOf(error));
    } finally {
      waitedMs = performance.now() - startedMs;
    }
    return !needsPreparing;
  }

  async function deliverNext(isFreshOnly: boolean): Promise<void> {
    if (stop.aborted) return;
    const delivery = await queue.take({ eager: mode === 'queueing', isFreshOnly }, waiting.signal);
    if (delivery === undefined) return;
    try {
      await deliver(delivery);
    } catch (error) {
      queue.putBack(delivery, 0);
      if (stop.aborted) return;
      logger.error({ err: error }, 'a batch could not be delivered');
      becomeUnwell({ message: String(error) });
    } finally {
      progress.wake();
    }
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const { batch } = delivery;
    const result = await postTimed(batch);
    switch (result.kind) {
      case 'written':
        return conclude(delivery, batch.points);
      case 'expired':
      case 'partial':
      case 'rejected':
        return deliverInPieces(delivery, result);
      case 'missing':
      case 'failed':
        return giveBack(delivery, result);
    }
  }

  /**
   * A line that is refused among others that are taken is at fault by itself. Where nothing is taken, and not even a line
   * that is known to be good, the server is: then everything waits.
   */
  async function deliverInPieces(delivery: Delivery, refusal: Refusal): Promise<void> {
    const { message, status } = refusal;
    const fault = { kind: 'failed', ...toldOf(message, status), isReached: true } as const;
    if (mode === 'queueing' && (await isControlTaken()) === false) return giveBack(delivery, fault);
    let isolation = await isolate(delivery.batch, refusal, HOPELESS_REQUESTS);
    if (!isolation.interruptedBy && isNoneTaken(isolation)) {
      if (!(await isControlTaken())) return giveBack(delivery, fault);
      isolation = await isolate(delivery.batch, refusal, MAX_REQUESTS);
    }
    if (isolation.interruptedBy) return giveBack(delivery, isolation.interruptedBy);
    await settle(delivery, isolation, refusal.message);
  }

  const isolate = (batch: Batch, refusal: Refusal, hopelessAfter: number) =>
    isolateBadLines(batch, refusal, { post: postTimed, maxRequests: MAX_REQUESTS, hopelessAfter });

  async function settle(delivery: Delivery, isolation: Isolation, message: string): Promise<void> {
    const { writtenPoints, expiredPoints, bad, unresolved } = isolation;
    if (expiredPoints > 0) {
      rejections.noteExpired(expiredPoints, message);
      onDropped(expiredPoints);
    }
    for (const one of bad) rejections.setAside(delivery.batch.retention, one);
    for (const piece of unresolved) {
      if (isNoneTaken(isolation)) rejections.setAside(delivery.batch.retention, piece);
      else await queue.offer(await packLines(piece.lines, delivery.batch), 'backlog');
    }
    conclude(delivery, writtenPoints);
  }

  /** Whether the server takes a line that it took before, or would have; `undefined` while none is known. */
  async function isControlTaken(): Promise<boolean | undefined> {
    const line = controlLine();
    if (line === undefined) return undefined;
    const control = await packLines([line], { retention: 'raw', oldestMs: nowMs() });
    return (await postTimed(control)).kind === 'written';
  }

  async function postTimed(batch: Batch): Promise<WriteResult> {
    const startedMs = performance.now();
    try {
      return await post(batch, stop);
    } finally {
      waitedMs = performance.now() - startedMs;
      metrics.camwatch_influx_write_seconds.observe(waitedMs / 1_000);
    }
  }

  function conclude(delivery: Delivery, writtenPoints: number): void {
    queue.done(delivery);
    metrics.camwatch_influx_points_total.inc({ fate: 'written' }, writtenPoints);
    onWritten(delivery.batch);
    becomeWell();
  }

  function giveBack(delivery: Delivery, result: Extract<WriteResult, { kind: 'failed' | 'missing' }>): void {
    const isSuspect = result.kind === 'failed' && result.isReached;
    queue.putBack(delivery, isSuspect ? nowMs() + PUT_BACK_MS : 0);
    if (result.kind === 'missing') needsPreparing = true;
    metrics.camwatch_influx_failed_writes_total.inc();
    becomeUnwell(result);
  }

  function becomeWell(): void {
    failures = 0;
    lastFault = undefined;
    if (mode === 'writing') return;
    logger.info(
      { waitedMs: nowMs() - sinceMs, queuedPoints: queue.pendingPoints() },
      'InfluxDB takes writes',
    );
    mode = 'writing';
    sinceMs = nowMs();
    onMode(true);
    progress.wake();
  }

  function becomeUnwell({ message, status }: Told): void {
    const isNews = mode === 'writing' || failures === 0;
    failures += 1;
    lastFault = status === undefined ? {} : { status };
    if (isNews) logger.warn({ reason: message }, 'InfluxDB does not take writes: points wait in the queue');
    if (mode === 'writing') {
      sinceMs = nowMs();
      waiting.abort();
      waiting = new AbortController();
    }
    mode = 'queueing';
    onMode(false);
    progress.wake();
  }

  return {
    state: () => ({ mode, sinceMs, ...(lastFault && { fault: lastFault }) }),
    close: async (graceMs) => {
      const deadlineMs = performance.now() + graceMs;
      while (failures === 0 && queue.activeBatches() > 0) {
        const leftMs = deadlineMs - performance.now();
        if (leftMs <= 0) break;
        await progress.wait(leftMs, stop);
      }
      stopping.abort(new Error('the InfluxDB writer is closing'));
      waiting.abort();
      await Promise.all(workers);
    },
  };
}

interface Told {
  /** For the log. */
  readonly message: string;
  readonly status?: number;
}

const toldOf = (message: string, status: number | undefined): Told => ({
  message,
  ...(status !== undefined && { status }),
});

function faultOf(error: unknown): Told {
  const message = error instanceof Error ? error.message : String(error);
  return toldOf(message, error instanceof InfluxQueryError ? error.status : undefined);
}
