import type { PaperReader } from '../../portal/papers/paper-context.ts';
import type { PaperQuestionName } from '../../portal/papers/paper-questions.ts';

/** What a thread of papers is started with. */
export interface PapersStart {
  readonly path: string;
  readonly timeZone: string;
  /** Of the configuration. */
  readonly folder: string;
  /** The clock of the collector: it alone decides what time is believed. */
  readonly clock: SharedArrayBuffer;
}

export interface PaperRequest {
  readonly number: number;
  readonly name: PaperQuestionName;
  readonly input: unknown;
  readonly who: PaperReader;
}
