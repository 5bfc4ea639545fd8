import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from './open-store.ts';
import type { WorkerRequest, WorkerStart } from './worker-protocol.ts';
import { createWorkerQueue } from './worker-queue.ts';
import { createLedgerWriter } from './writer.ts';

/** Entry of the writer thread: the only connection of the owner that writes. */
const start: WorkerStart = workerData;

const queue = createWorkerQueue({
  open: openWriter,
  path: start.path,
  reply: (reply) => parentPort?.postMessage(reply),
  onClosed: () => parentPort?.close(),
});

parentPort?.on('message', (request: WorkerRequest) => queue.push(request));

function openWriter() {
  const database = openStore(start.path, { ...start, nowMs: () => start.openedMs });
  const { markFiles = [] } = start;
  const writer = createLedgerWriter(database, { ...start, marks: { markFiles } });
  try {
    writer.recordCreation(start.openedMs);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    writer,
    close: (recordedMs: number) => {
      try {
        writer.seal(start.collector, recordedMs);
      } catch {
        // On a full disk, say. A seal that is missing only makes the next verification longer.
      } finally {
        database.close();
      }
    },
  };
}
