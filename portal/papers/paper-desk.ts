import type { DoPapers } from './paper-acts.ts';
import type { AskPapers } from './paper-questions.ts';

/** What pages about contracts are made by: `server/` has the threads. */
export interface PaperDesk {
  readonly ask: AskPapers;
  readonly perform: DoPapers;
}
