import { parentPort, workerData } from 'node:worker_threads';
import { keyPlace } from '../../contracts/actions/statements/key-place.ts';
import { loadStatementKey } from '../../contracts/statements/statement-key.ts';
import { followClock } from '../../core/time/clock.ts';
import { createZone } from '../../core/time/zone.ts';
import { openCityRecord } from '../../ledger/history/city-record.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import type { ThreadReply } from '../asked-thread.ts';
import { createPlanReads } from '../papers/read-plans.ts';
import { refusalOf } from '../refusal.ts';
import type { Act, ActRequest, ActsStart } from './acts-messages.ts';
import { performAct } from './perform-act.ts';
import { performDeed } from './perform-deed.ts';

/** Entry of the thread that puts on record what people do: it waits while a storm is written, and probes and pages must not. */
const { path, timeZone, folder, clock }: ActsStart = workerData;
const nowMs = followClock(clock);
const store = recordStore(path);
const key = async () => loadStatementKey((await keyPlace({ config: folder }, process.env)).path);
let openPlan: ReturnType<typeof createPlanReads> | undefined;
/** Most of those who act have nothing to do with the plan. */
const planNow = async () => {
  openPlan ??= createPlanReads({ store, reader: store.openReader(), folder, timeZone });
  return await openPlan(nowMs());
};

/** One after the other. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', ({ number, act }: ActRequest) => {
  last = last.then(async () => {
    parentPort?.postMessage({ number, ...(await attempt(act)) } satisfies ThreadReply);
  });
});

async function attempt(act: Act): Promise<Omit<ThreadReply, 'number'>> {
  try {
    return { answer: await perform(act) };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}

async function perform(act: Act): Promise<unknown> {
  const { author } = act;
  if (act.kind === 'audit') {
    store.noteAudit({ ...act.entry, author, recordedMs: nowMs() });
    return undefined;
  }
  using record = openCityRecord({ store, zone: createZone(timeZone), cityTimeZone: timeZone });
  if (act.kind === 'paper')
    return await performDeed({ record, by: act.party, author, nowMs, key, openPlan: planNow }, act.deed);
  performAct({ record, party: act.party, author, via: act.via, nowMs }, act);
  return undefined;
}
