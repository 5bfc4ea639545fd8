import { parentPort, workerData } from 'node:worker_threads';
import { exportLedger } from '../../ledger/sqlite/keeping/export-ledger.ts';
import { inChunks } from '../../ledger/sqlite/keeping/write-export.ts';
import type { PapersStart } from './papers-messages.ts';

/** Entry of a thread that writes the export of the ledger, a piece each time that it is asked: as fast as it is taken. */
const { path, timeZone }: Pick<PapersStart, 'path' | 'timeZone'> = workerData;
const chunks = inChunks(exportLedger(path, { secret: 'withhold', timeZone }));

parentPort?.on('message', () => {
  const { value, done } = chunks.next();
  parentPort?.postMessage(done === true ? undefined : `${value}\n`);
});
