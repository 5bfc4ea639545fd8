import { CamwatchError } from '../core/errors.ts';
import { InputError, type InputProblem } from '../core/input/input-error.ts';
import type { Said } from '../core/language/said.ts';

/** An error of ours as it goes from thread to thread: its code and words, and which field each problem is of. */
export interface Refusal {
  readonly code: string;
  readonly said: Said;
  readonly problems?: readonly InputProblem[];
}

/** @throws what is no error of ours */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof CamwatchError) || !('code' in error)) throw error;
  const problems = error instanceof InputError ? error.problems : undefined;
  return { code: String(error.code), said: error.said, ...(problems && { problems }) };
}
