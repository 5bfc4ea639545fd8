import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Said } from '../../core/language/said.ts';
import { minutes, seconds } from '../../core/time/units.ts';
import { ActRefused } from '../../portal/door/act-refused.ts';
import { type AskPapers, LANES, type Lane, PAPER_QUESTIONS } from '../../portal/papers/paper-questions.ts';
import type { PaperReply, PaperRequest, PapersStart } from './papers-messages.ts';

export interface Papers {
  readonly ask: AskPapers;
  readonly close: () => Promise<void>;
}

/** Settling 25,000 devices takes about 400 MB; what takes more than this ends its thread, and nothing else. */
const MOST_HEAP_MB = 1_024;
/** Nobody asks: it gives its memory back. The plan of a large city takes seconds to read, and its readers minutes. */
const IDLE_MS = seconds(60);
const IDLE_WITH_PLAN_MS = minutes(5);
const MOST_WAITING = 40;

const BUSY: Said = {
  en: 'many ask for figures of contracts: try again in some seconds',
  vi: 'nhiều người đang xem số liệu hợp đồng: hãy thử lại sau vài giây',
};
const ENDED: Said = {
  en: 'the figures could not be worked out: the log of the server has the reason',
  vi: 'không tính được số liệu: nhật ký của máy chủ có lý do',
};

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A thread for each lane, started when somebody asks. */
export function startPapers(start: PapersStart, logger: Logger): Papers {
  const lanes = new Map(LANES.map((lane) => [lane, createLane(lane, start, logger)]));
  const ask = async (name: keyof typeof PAPER_QUESTIONS, input: unknown, who: PaperRequest['who']) =>
    await lanes.get(PAPER_QUESTIONS[name].lane)?.ask({ name, input, who });
  return {
    ask: ask as AskPapers,
    close: async () => {
      await Promise.all(lanes.values().map((lane) => lane.close()));
    },
  };
}

function createLane(lane: Lane, start: PapersStart, logger: Logger) {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;

  function open(): Worker {
    const opened = new Worker(new URL('./papers-thread.ts', import.meta.url), {
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    });
    opened.on('message', ({ number, ...reply }: PaperReply) => {
      const asked = waiting.get(number);
      waiting.delete(number);
      if ('refused' in reply)
        asked?.reject(new ActRefused(reply.refused.code, reply.refused.said, reply.refused.problems));
      else asked?.resolve(reply.answer);
      if (waiting.size === 0) rest();
    });
    opened.on('error', (error) => logger.error({ err: error, lane }, 'a thread of papers has ended'));
    opened.on('exit', () => {
      if (worker !== opened) return;
      worker = undefined;
      for (const { reject } of waiting.values()) reject(new ActRefused('PAPER_FAILED', ENDED));
      waiting.clear();
    });
    return opened;
  }

  function rest(): void {
    idle = setTimeout(
      () => {
        const ended = worker;
        worker = undefined;
        void ended?.terminate();
      },
      lane === 'plan' ? IDLE_WITH_PLAN_MS : IDLE_MS,
    );
    idle.unref();
  }

  return {
    ask: async (request: Omit<PaperRequest, 'number'>): Promise<unknown> => {
      if (waiting.size >= MOST_WAITING) throw new ActRefused('PAPER_BUSY', BUSY);
      clearTimeout(idle);
      worker ??= open();
      const number = ++last;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      waiting.set(number, { resolve, reject });
      worker.postMessage({ number, ...request } satisfies PaperRequest);
      return await promise;
    },
    close: async () => {
      clearTimeout(idle);
      const ended = worker;
      worker = undefined;
      await ended?.terminate();
    },
  };
}
