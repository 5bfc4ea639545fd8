import { onTestFinished } from 'vitest';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { CamwatchError } from '#core/errors.ts';
import { InputError } from '#core/input/input-error.ts';
import { createZone } from '#core/time/zone.ts';
import { openCityRecord } from '#ledger/history/city-record.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { ActRefused } from '#portal/door/act-refused.ts';
import { openParties } from '#portal/papers/open-parties.ts';
import type { PaperDesk } from '#portal/papers/paper-desk.ts';
import { PAPER_QUESTIONS } from '#portal/papers/paper-questions.ts';
import { performDeed } from '#server/acts/perform-deed.ts';
import { exportApart } from '#server/papers/export-apart.ts';
import { openMailOf } from '#server/papers/open-mail-of.ts';
import { createFormReads } from '#server/papers/read-forms.ts';
import { createPlanReads } from '#server/papers/read-plans.ts';

/** The desk of papers over a ledger, in the thread of the test: what threads are for is tested with the server. */
export function paperDeskOf(
  path: string,
  {
    timeZone = 'Asia/Ho_Chi_Minh',
    nowMs = Date.now,
    folder,
    key = '',
  }: {
    readonly timeZone?: string;
    readonly nowMs?: () => number;
    readonly folder?: string;
    /** What statements are signed with. */
    readonly key?: string;
  } = {},
): PaperDesk {
  const store = recordStore(path);
  const reader = store.openReader();
  onTestFinished(() => reader[Symbol.dispose]());
  const openPlan = createPlanReads({ store, reader, folder, timeZone });
  const openForms = createFormReads({ reader, openPlan });
  const told = async <Value>(work: () => Value): Promise<Awaited<Value>> => {
    try {
      // As between threads.
      return structuredClone(await work());
    } catch (error) {
      if (!(error instanceof CamwatchError) || !('code' in error)) throw error;
      const problems = error instanceof InputError ? error.problems : [];
      throw new ActRefused(String(error.code), error.said, problems);
    }
  };
  const partiesOf = (from: typeof reader) => {
    const { history: parties, secretContracts } = openParties(from);
    return { parties, secretContracts };
  };
  const ask = async (name: keyof typeof PAPER_QUESTIONS, input: never, who: never) =>
    await told(() =>
      PAPER_QUESTIONS[name].answer(
        {
          store,
          reader,
          ...partiesOf(reader),
          timeZone,
          nowMs: nowMs(),
          openPlan: () => openPlan(nowMs()),
          openMail: (mail) => openMailOf(mail, {}),
          openForms: (year) => openForms(year, nowMs()),
          who,
        },
        input,
      ),
    );
  const perform: PaperDesk['perform'] = async (deed, { party, author }) =>
    await told(async () => {
      using record = openCityRecord({ store, zone: createZone(timeZone), cityTimeZone: timeZone });
      const loadKey = async () => loadStatementKey(key);
      const context = { record, by: party, author, nowMs, key: loadKey, openPlan: () => openPlan(nowMs()) };
      return (await performDeed(context, deed)) as never;
    });
  return {
    ask: ask as PaperDesk['ask'],
    perform,
    exportRecord: (signal) => exportApart({ path, timeZone }, signal),
  };
}
