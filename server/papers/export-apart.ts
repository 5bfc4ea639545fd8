import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PapersStart } from './papers-messages.ts';

/**
 * The export of the ledger as `camwatch ledger export` writes it, without what is at secret sites, in pieces: made in a thread
 * that ends when it is whole, when nobody takes more, or when `signal` aborts. @throws what the thread ends with, and the reason of `signal`
 */
export async function* exportApart(
  { path, timeZone }: Pick<PapersStart, 'path' | 'timeZone'>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const worker = new Worker(new URL('./export-thread.ts', import.meta.url), {
    workerData: { path, timeZone },
  });
  try {
    for (;;) {
      worker.postMessage('more');
      const [chunk] = await once(worker, 'message', { signal });
      if (chunk === undefined) return;
      yield String(chunk);
    }
  } finally {
    await worker.terminate();
  }
}
