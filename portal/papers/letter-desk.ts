import type { Said } from '../../core/language/said.ts';
import type { LetterWay } from '../../plan/actions/post-letters.ts';
import type { PostedUnit } from '../../plan/reminders/post-letter.ts';
import { ActRefused } from '../door/act-refused.ts';
import type { PaperReader } from './paper-context.ts';
import type { AskPapers, PaperQuestions } from './paper-questions.ts';

/** Letters that somebody sends, one after the other, and what became of each. */
export interface LetterRun {
  readonly account: string;
  readonly way: LetterWay;
  readonly year: number;
  readonly startedMs: number;
  readonly endedMs?: number;
  /** Units that they are to. */
  readonly total: number;
  readonly posted: readonly PostedUnit[];
  /** Why it went no further. */
  readonly failure?: Said;
}

type SendInput = Parameters<PaperQuestions['letters-send']['answer']>[1];

export interface LetterDesk {
  /** What goes out now, else what went out last since the page was started. */
  readonly run: () => LetterRun | undefined;
  /** Begins; a mail server may take minutes for a hundred. @throws ActRefused while others go out */
  readonly send: (letters: readonly SendInput[], who: PaperReader) => void;
}

const BUSY: Said = {
  en: 'letters are being sent at this moment: see what became of them first',
  vi: 'đang có công văn được gửi: hãy xem kết quả trước',
};

/** Letters go out while whoever sent them reads on. What did not go out is on no record, and can be sent again. */
export function createLetterDesk(askPapers: AskPapers, nowMs: () => number): LetterDesk {
  let run: LetterRun | undefined;

  async function sendAll(letters: readonly SendInput[], who: PaperReader): Promise<void> {
    for (const letter of letters) {
      const { posted, isServerGone } = await askPapers('letters-send', letter, who);
      if (run) run = { ...run, posted: [...run.posted, ...posted] };
      if (isServerGone) break;
    }
  }

  return {
    run: () => run,
    send: (letters, who) => {
      const [first] = letters;
      if (!first) return;
      if (run && run.endedMs === undefined) throw new ActRefused('PAPER_BUSY', BUSY);
      const units = letters.flatMap((letter) => letter.units);
      run = {
        ...{ account: who.account, way: first.way, year: first.year, startedMs: nowMs() },
        ...{ total: units.length, posted: [] },
      };
      void sendAll(letters, who)
        .catch((error: unknown) => {
          if (run) run = { ...run, failure: failureOf(error) };
        })
        .finally(() => {
          if (!run) return;
          const told = new Set(run.posted.map(({ agency }) => agency));
          const left = units
            .filter((agency) => !told.has(agency))
            .map((agency) => ({ agency, outcome: 'left' as const, contacts: [], notes: [] }));
          run = { ...run, posted: [...run.posted, ...left], endedMs: nowMs() };
        });
    },
  };
}

const failureOf = (error: unknown): Said =>
  error instanceof ActRefused
    ? error.said
    : {
        en: 'it went no further: the log of the server has the reason',
        vi: 'không gửi tiếp được: nhật ký của máy chủ có lý do',
      };
