import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Said } from '../../core/language/said.ts';
import { ActRefused } from '../../portal/door/act-refused.ts';
import { createAskedThread } from '../asked-thread.ts';
import type { Act, ActRequest, ActsStart } from './acts-messages.ts';

/** Puts on record what people do, one after the other. */
export interface Acts {
  /** Settles when it is on record, with what came of it. @throws ActRefused, also where the thread ended over it: then nobody knows */
  readonly perform: (act: Act) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const BUSY: Said = {
  en: 'the ledger is busy and did not take it: nothing was done, send it again',
  vi: 'sổ ghi đang bận và chưa nhận: chưa có gì được ghi, hãy gửi lại',
};
const UNKNOWN: Said = {
  en: 'it is not known whether this is on record: look at the page, then send it again; it will be done once',
  vi: 'chưa rõ việc này đã được ghi hay chưa: hãy xem lại trang rồi gửi lại; việc chỉ được ghi một lần',
};

/** The thread is started when somebody does something: most of the time nobody does. */
export function startActs(start: ActsStart, logger: Logger): Acts {
  const thread = createAskedThread({
    open: () => {
      const opened = new Worker(new URL('./acts-thread.ts', import.meta.url), { workerData: start });
      opened.on('error', (error) => logger.error({ err: error }, 'the thread of acts has ended'));
      return opened;
    },
    ended: () => new ActRefused('ACT_UNKNOWN', UNKNOWN),
  });
  return {
    perform: async (act) => {
      try {
        return await thread.ask({ act } satisfies Omit<ActRequest, 'number'>);
      } catch (error) {
        if (!(error instanceof ActRefused) || error.code !== 'LEDGER_BUSY') throw error;
        throw new ActRefused(error.code, BUSY, error.problems);
      }
    },
    close: thread.end,
  };
}
