import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Said } from '../../core/language/said.ts';
import { ActRefused } from '../../portal/door/act-refused.ts';
import type { Act, ActReply, ActRequest, ActsStart } from './acts-messages.ts';

/** Puts on record what people do, one after the other. */
export interface Acts {
  /** Settles when it is on record, with what came of it. @throws ActRefused, also where the thread ended over it: then nobody knows */
  readonly perform: (act: Act) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
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
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let last = 0;

  function open(): Worker {
    const opened = new Worker(new URL('./acts-thread.ts', import.meta.url), { workerData: start });
    opened.on('message', ({ number, refused, result }: ActReply) => {
      const asked = waiting.get(number);
      waiting.delete(number);
      if (refused)
        asked?.reject(
          new ActRefused(
            refused.code,
            refused.code === 'LEDGER_BUSY' ? BUSY : refused.said,
            refused.problems,
          ),
        );
      else asked?.resolve(result);
    });
    opened.on('error', (error) => logger.error({ err: error }, 'the thread of acts has ended'));
    opened.on('exit', () => {
      worker = undefined;
      for (const { reject } of waiting.values()) reject(new ActRefused('ACT_UNKNOWN', UNKNOWN));
      waiting.clear();
    });
    return opened;
  }

  return {
    perform: async (act) => {
      worker ??= open();
      const number = ++last;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      waiting.set(number, { resolve, reject });
      worker.postMessage({ number, act } satisfies ActRequest);
      return await promise;
    },
    close: async () => {
      await worker?.terminate();
    },
  };
}
