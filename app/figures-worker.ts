import { parentPort, workerData } from 'node:worker_threads';
import { followClock } from '../core/clock.ts';
import { openDayWriter } from '../ledger/day-writer.ts';
import { openLedgerReader } from '../ledger/read-ledger.ts';
import { createDerivedCheck } from '../settlement/check-derived.ts';
import { createAnnouncedWorkUpdater } from '../settlement/update-announced-works.ts';
import { createAvailabilityDayUpdater } from '../settlement/update-availability-days.ts';
import { createContractDayUpdater } from '../settlement/update-contract-days.ts';
import { createDayUpdater } from '../settlement/update-days.ts';
import type { FiguresReport, FiguresStart } from './keep-figures.ts';

/** Entry of the thread that derives figures: to settle a contract takes seconds, which probes and canaries must not wait. */
const { path, collector, timeZone, charts, clock }: FiguresStart = workerData;
parentPort?.postMessage('loaded');
const nowMs = followClock(clock);

const reader = openLedgerReader(path);
const writer = openDayWriter(path, { nowMs });
const common = { reader, writer, timeZone, nowMs };
const check = createDerivedCheck({ ...common, path, author: collector });
const days = createDayUpdater(common);
const copied =
  charts === 'copy'
    ? {
        availabilityDays: createAvailabilityDayUpdater(common),
        works: createAnnouncedWorkUpdater(common),
        contractDays: createContractDayUpdater({ ...common, path }),
      }
    : undefined;

parentPort?.on('message', (request: 'update' | 'close') => {
  if (request === 'update') {
    void reportChecked().then((report) => parentPort?.postMessage(report));
    return;
  }
  reader.close();
  writer.close();
  parentPort?.close();
});

/** No figure is made of a record that does not agree with its chain; it is looked at again the next time. */
async function reportChecked(): Promise<FiguresReport> {
  try {
    const { isGood, faults } = await check.run();
    return { ...(isGood ? report() : NOTHING), faults };
  } catch (error) {
    // Another process may be writing: the next time does it.
    return { ...NOTHING, faults: [], problems: [String(error)] };
  }
}

const NOTHING = { availabilityDays: [], contractDays: [], works: [], problems: [] };

function report(): Omit<FiguresReport, 'faults'> {
  const problems: string[] = [];
  /** Another process may be writing: the next time does it. */
  const attempt = <Result>(work: () => Result): Result | undefined => {
    try {
      return work();
    } catch (error) {
      problems.push(String(error));
      return undefined;
    }
  };
  attempt(() => {
    copied?.works.confirm();
    copied?.availabilityDays.confirm();
    days.update();
  });
  const contractDays = attempt(() => copied?.contractDays.update());
  const availabilityDays = attempt(() => copied?.availabilityDays.update()) ?? [];
  const works = attempt(() => copied?.works.update()) ?? [];
  return {
    availabilityDays,
    contractDays: contractDays?.days ?? [],
    works,
    problems: [...problems, ...(contractDays?.problems ?? [])],
  };
}
