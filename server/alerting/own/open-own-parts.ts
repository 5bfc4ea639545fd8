import type { Logger } from 'pino';
import { openAccountStore } from '../../../accounts/sqlite/open-account-store.ts';
import type { DecisionTable } from '../../../ledger/record/decisions.ts';
import { recordStore } from '../../../ledger/sqlite/record-store.ts';
import type { PaperReader } from '../../../portal/papers/paper-context.ts';
import type { Dated } from '../../../portal/papers/questions/list-dates.ts';
import type { PapersStart } from '../../papers/papers-messages.ts';
import { startPapers } from '../../papers/start-papers.ts';
import type { OwnNoticesOptions } from './create-own-notices.ts';

/** What mails to accounts are made of beside incidents. */
export interface OwnParts extends Pick<OwnNoticesOptions, 'store' | 'datesSince'> {
  readonly close: () => Promise<void>;
}

const WITH_DATES: readonly DecisionTable[] = ['claim', 'maintenance', 'statement'];

/** Accounts, and dates that are asked for in a thread of its own: only where something was put on record since. */
export function openOwnParts(accountsPath: string, ofRecord: PapersStart, logger: Logger): OwnParts {
  const store = openAccountStore(accountsPath);
  const reader = recordStore(ofRecord.path).openReader();
  const papers = startPapers(ofRecord, logger);
  const isNewSince = (fromMs: number) =>
    WITH_DATES.some((table) => {
      for (const { recordedMs } of reader.decisions(table)) if (recordedMs >= fromMs) return true;
      return false;
    });
  return {
    store,
    datesSince: async (fromMs: number, who: PaperReader): Promise<readonly Dated[]> =>
      isNewSince(fromMs) ? (await papers.ask('dates', {}, who)).dates : [],
    close: async () => {
      await papers.close();
      reader[Symbol.dispose]();
      store.close();
    },
  };
}
