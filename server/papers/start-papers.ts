import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Said } from '../../core/language/said.ts';
import { minutes, seconds } from '../../core/time/units.ts';
import { ActRefused } from '../../portal/door/act-refused.ts';
import { type AskPapers, LANES, type Lane, PAPER_QUESTIONS } from '../../portal/papers/paper-questions.ts';
import { createAskedThread } from '../asked-thread.ts';
import type { PaperRequest, PapersStart } from './papers-messages.ts';

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
  let idle: NodeJS.Timeout | undefined;
  const thread = createAskedThread({
    open: () => {
      const opened = new Worker(new URL('./papers-thread.ts', import.meta.url), {
        workerData: start,
        resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
      });
      opened.on('error', (error) => logger.error({ err: error, lane }, 'a thread of papers has ended'));
      return opened;
    },
    ended: () => new ActRefused('PAPER_FAILED', ENDED),
    onIdle: () => {
      idle = setTimeout(() => void thread.end(), lane === 'plan' ? IDLE_WITH_PLAN_MS : IDLE_MS);
      idle.unref();
    },
  });
  return {
    ask: async (request: Omit<PaperRequest, 'number'>): Promise<unknown> => {
      if (thread.waiting() >= MOST_WAITING) throw new ActRefused('PAPER_BUSY', BUSY);
      clearTimeout(idle);
      return await thread.ask(request);
    },
    close: async () => {
      clearTimeout(idle);
      await thread.end();
    },
  };
}
