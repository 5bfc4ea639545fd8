import { parentPort, workerData } from 'node:worker_threads';
import { openDayWriter } from '../ledger/day-writer.ts';
import { openLedgerReader } from '../ledger/read-ledger.ts';
import { createContractDayUpdater } from '../settlement/update-contract-days.ts';
import { createDayUpdater } from '../settlement/update-days.ts';
import type { FiguresReport, FiguresStart } from './keep-figures.ts';

/** Entry of the thread that derives figures: to settle a contract takes seconds, which probes and canaries must not wait. */
const { path, timeZone, contracts }: FiguresStart = workerData;

const reader = openLedgerReader(path);
const writer = openDayWriter(path, { nowMs: Date.now });
const common = { reader, writer, timeZone, nowMs: Date.now };
const days = createDayUpdater(common);
const contractDays = contracts === 'copy' ? createContractDayUpdater({ ...common, path }) : undefined;

parentPort?.on('message', (request: 'update' | 'close') => {
  if (request === 'update') {
    parentPort?.postMessage(report());
    return;
  }
  reader.close();
  writer.close();
  parentPort?.close();
});

function report(): FiguresReport {
  try {
    days.update();
    const update = contractDays?.update();
    return { days: update?.days ?? [], problems: update?.problems ?? [] };
  } catch (error) {
    // Another process may be writing: the next time does it.
    return { days: [], problems: [String(error)] };
  }
}
