import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FromReport, ReportEnd, ReportStart, ReportStep } from './report-worker.ts';

/** A report of 100,000 devices takes 1.2 GB in all; what takes more than this ends its thread, and nothing else. */
const MOST_HEAP_MB = 1_536;

export interface ReportRun {
  readonly signal: AbortSignal;
  readonly onStep?: (step: ReportStep) => void;
}

/** Makes or verifies a report in a thread of its own, which an abort ends. @throws what ended the thread before it said anything */
export async function runReport(start: ReportStart, { signal, onStep }: ReportRun): Promise<ReportEnd> {
  signal.throwIfAborted();
  // A thread takes a copy: an environment is more than an object.
  const workerData: ReportStart = { ...start, env: { ...start.env } };
  const worker = new Worker(new URL('./report-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  const end = () => void worker.terminate();
  signal.addEventListener('abort', end);
  const said = new Promise<ReportEnd>((resolve) => {
    worker.on('message', (message: FromReport) => {
      if (message.type === 'step') onStep?.(message);
      else resolve(message);
    });
  });
  try {
    // What ends it by an error is thrown by whoever waits for its exit.
    const ended = await Promise.race([said, once(worker, 'exit').then(() => undefined)]);
    signal.throwIfAborted();
    if (!ended) throw new Error('the thread that makes it ended early');
    return ended;
  } finally {
    signal.removeEventListener('abort', end);
    await worker.terminate();
  }
}
