import { parentPort, workerData } from 'node:worker_threads';
import { postLoopDelay } from '../../../core/host/loop-delay.ts';
import { type LedgerMending, mendLedger } from '../keeping/mend-ledger.ts';
import { openStore } from '../store/open-store.ts';
import type { WorkerRequest, WorkerStart } from './worker-protocol.ts';
import { createWorkerQueue } from './worker-queue.ts';
import { createLedgerWriter, type LedgerWriter } from './writer.ts';

/** Entry of the writer thread: the only connection of the owner that writes. */
const start: WorkerStart = workerData;
postLoopDelay('ledger');

const queue = createWorkerQueue({
  open: openWriter,
  path: start.path,
  reply: (reply) => parentPort?.postMessage(reply),
  onClosed: () => parentPort?.close(),
});

parentPort?.on('message', (request: WorkerRequest) => queue.push(request));

function openWriter() {
  const { path, collector, openedMs, markFiles = [] } = start;
  const marks = { markFiles };
  const database = openStore(path, { ...start, nowMs: () => openedMs, schema: 'leave' });
  let mending: LedgerMending;
  let writer: LedgerWriter;
  try {
    mending = mendLedger(database, { path, author: collector, recordedMs: openedMs, marks });
    writer = createLedgerWriter(database, { ...start, marks });
    writer.recordCreation(openedMs);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    writer,
    mending,
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
