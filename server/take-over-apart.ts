import { Worker } from 'node:worker_threads';
import { type Vanished, VanishedError } from '../config/inventory/vanished-error.ts';
import type { SharedConfig } from '../config/shared-config.ts';
import { endedBy } from '../core/host/ended-by.ts';
import { LedgerError } from '../ledger/record/ledger-error.ts';

/** What the thread that records an inventory is started with. */
export interface RecordingStart {
  readonly config: SharedConfig;
  /** Of the ledger. */
  readonly path: string;
  readonly author: string;
  readonly effectiveMs: number;
  /** The clock of the collector: it alone decides what time is believed. */
  readonly clock: SharedArrayBuffer;
}

/** Errors cross the thread as data, so that their code survives. */
export type RecordingReply =
  | { readonly type: 'recorded' }
  | { readonly type: 'vanished'; readonly vanished: readonly Vanished[] }
  | { readonly type: 'failed'; readonly code: LedgerError['code']; readonly message: string };

/**
 * Does `takeOverInventory` in a thread that ends with it, beside the owner of the ledger: to compare 100,000 devices with
 * what is on record takes seconds. What was recorded before a failure stays: the next time adds the rest.
 * @throws VanishedError, LedgerError
 */
export async function takeOverApart(start: RecordingStart, stop?: AbortSignal): Promise<void> {
  const worker = new Worker(new URL('./recording-thread.ts', import.meta.url), { workerData: start });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.on('message', (reply: RecordingReply) => {
    if (reply.type === 'recorded') resolve();
    if (reply.type === 'vanished') reject(new VanishedError(reply.vanished));
    if (reply.type === 'failed') reject(new LedgerError(reply.code, reply.message));
  });
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('the thread that records the inventory ended early')));
  await endedBy(stop, worker, promise);
}
