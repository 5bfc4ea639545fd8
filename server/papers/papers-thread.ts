import { parentPort, workerData } from 'node:worker_threads';
import { followClock } from '../../core/time/clock.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { type OpenParties, openParties } from '../../portal/papers/open-parties.ts';
import type { PaperContext, PaperReader } from '../../portal/papers/paper-context.ts';
import { PAPER_QUESTIONS } from '../../portal/papers/paper-questions.ts';
import type { ThreadReply } from '../asked-thread.ts';
import { refusalOf } from '../refusal.ts';
import { openMailOf } from './open-mail-of.ts';
import type { PaperRequest, PapersStart } from './papers-messages.ts';
import { createFormReads } from './read-forms.ts';
import { createPlanReads } from './read-plans.ts';

/** Entry of a thread that reads and settles what pages show of contracts and of the plan: seconds of a large one, which other pages must not wait for. */
const { path, timeZone, folder, clock }: PapersStart = workerData;
const nowMs = followClock(clock);
const store = recordStore(path);
const reader = store.openReader();
let parties: (OpenParties & { readonly revisionSeq: number }) | undefined;

const openPlan = createPlanReads({ store, reader, folder, timeZone });
const openForms = createFormReads({ reader, openPlan });
/** One after the other: each may take much memory. */
let last = Promise.resolve();

parentPort?.on('message', ({ number, name, input, who }: PaperRequest) => {
  last = last.then(async () => parentPort?.postMessage({ number, ...(await attempt(name, input, who)) }));
});

async function attempt(
  name: PaperRequest['name'],
  input: unknown,
  who: PaperReader,
): Promise<Omit<ThreadReply, 'number'>> {
  try {
    const answer: (context: PaperContext, input: never) => unknown = PAPER_QUESTIONS[name].answer;
    return { answer: await answer(contextFor(who), input as never) };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}

function contextFor(who: PaperReader): PaperContext {
  const revisionSeq = reader.revisionSeq();
  if (parties?.revisionSeq !== revisionSeq) parties = { revisionSeq, ...openParties(reader) };
  return {
    store,
    reader,
    ...{ parties: parties.history, secretContracts: parties.secretContracts },
    timeZone,
    nowMs: nowMs(),
    openPlan: () => openPlan(nowMs()),
    openMail: (mail) => openMailOf(mail, process.env),
    openForms: (year) => openForms(year, nowMs()),
    who,
  };
}
