import type { InputProblem } from '../../core/input/input-error.ts';
import type { Said } from '../../core/language/said.ts';
import type { PaperReader } from '../../portal/papers/paper-context.ts';
import type { PaperQuestionName } from '../../portal/papers/paper-questions.ts';

/** What a thread of papers is started with. */
export interface PapersStart {
  readonly path: string;
  readonly timeZone: string;
  /** The clock of the collector: it alone decides what time is believed. */
  readonly clock: SharedArrayBuffer;
}

export interface PaperRequest {
  readonly number: number;
  readonly name: PaperQuestionName;
  readonly input: unknown;
  readonly who: PaperReader;
}

/** An error of ours as it goes from thread to thread: only its code and words, and which field each problem is of. */
export interface Refusal {
  readonly code: string;
  readonly said: Said;
  readonly problems?: readonly InputProblem[];
}

export type PaperReply = { readonly number: number } & (
  | { readonly answer: unknown }
  | { readonly refused: Refusal }
);
