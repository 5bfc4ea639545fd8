import type { DoPapers } from './paper-acts.ts';
import type { AskPapers } from './paper-questions.ts';

/** What pages about contracts are made by: `server/` has the threads. */
export interface PaperDesk {
  readonly ask: AskPapers;
  readonly perform: DoPapers;
  /** The ledger line by line, without what is at secret sites, until the signal aborts. */
  readonly exportRecord: (signal: AbortSignal) => AsyncIterable<string>;
}
