import { parentPort, workerData } from 'node:worker_threads';
import { readInventoryNow } from '../../availability/sums/inventory-now.ts';
import { createAvailabilityDayUpdater } from '../../availability/sums/update-availability-days.ts';
import { createDayUpdater } from '../../availability/sums/update-days.ts';
import { createDerivedCheck } from '../../contracts/actions/check-derived.ts';
import { createAnnouncedWorkUpdater } from '../../contracts/actions/update-announced-works.ts';
import { createContractDayUpdater } from '../../contracts/actions/update-contract-days.ts';
import { postLoopDelay } from '../../core/host/loop-delay.ts';
import { followClock } from '../../core/time/clock.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import type { FiguresReport, FiguresRequest, FiguresStart } from './figures-messages.ts';

/** Entry of the thread that derives figures: to settle a contract takes seconds, which probes and canaries must not wait. */
const { path, collector, timeZone, charts, clock }: FiguresStart = workerData;
parentPort?.postMessage('loaded');
postLoopDelay('figures');
const nowMs = followClock(clock);

const store = recordStore(path);
const reader = store.openReader();
const writer = store.openDays({ nowMs });
const common = { reader, writer, timeZone, nowMs, inventory: readInventoryNow(reader) };
const check = createDerivedCheck({ ...common, store, author: collector });
const days = createDayUpdater(common);
const copied =
  charts === 'copy'
    ? {
        availabilityDays: createAvailabilityDayUpdater(common),
        works: createAnnouncedWorkUpdater(common),
        contractDays: createContractDayUpdater({ ...common, path }),
      }
    : undefined;

parentPort?.on('message', (request: FiguresRequest) => {
  void reportChecked(request).then((report) => parentPort?.postMessage(report));
});

/** No figure is made of a record that does not agree with its chain; it is looked at again the next time. */
async function reportChecked(request: FiguresRequest): Promise<FiguresReport> {
  if (request === 'lost') {
    copied?.works.withdraw();
    copied?.availabilityDays.withdraw();
    copied?.contractDays.withdraw();
  }
  try {
    const { isGood, faults } = await check.run();
    return { ...(isGood ? report(request) : NOTHING), faults };
  } catch (error) {
    // Another process may be writing: the next time does it.
    return { ...NOTHING, faults: [], problems: [String(error)] };
  }
}

const NOTHING = { availabilityDays: [], contractDays: [], works: [], problems: [] };

function report(request: FiguresRequest): Omit<FiguresReport, 'faults'> {
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
    if (request === 'ready') {
      copied?.works.confirm();
      copied?.availabilityDays.confirm();
      copied?.contractDays.confirm();
    }
    // What is made anew while its copy is on its way is not written as it stands now.
    copied?.availabilityDays.madeAnew(days.update().dates);
  });
  if (request !== 'ready') return { ...NOTHING, problems };
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
