import type { Worker } from 'node:worker_threads';
import { onAbort } from '../time/on-abort.ts';

/** What a thread gives, which is ended at once when `stop` aborts. @throws the reason `stop` was given, then */
export async function endedBy<Value>(
  stop: AbortSignal | undefined,
  worker: Worker,
  given: Promise<Value>,
): Promise<Value> {
  const forget = stop && onAbort(stop, () => void worker.terminate());
  if (stop?.aborted) void worker.terminate();
  try {
    return await given;
  } catch (error) {
    stop?.throwIfAborted();
    throw error;
  } finally {
    forget?.();
  }
}
