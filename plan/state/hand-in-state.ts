import type { FaultySubmission, Submission } from './plan-state.ts';

/** How a unit stands with its form of a year. `blank`: it came back as it went out, and nobody said that this is all. */
export const HAND_IN_STATES = ['complete', 'with-errors', 'blank', 'nothing-to-report', 'not-sent'] as const;
export type HandInState = (typeof HAND_IN_STATES)[number];

/** A good form holds until another good one comes: one with errors after it takes nothing away. */
export function handInState(
  submission: Pick<Submission, 'says'> | undefined,
  faulty: FaultySubmission | undefined,
): HandInState {
  if (submission && submission.says !== 'blank') return submission.says ?? 'complete';
  if (faulty) return 'with-errors';
  return submission ? 'blank' : 'not-sent';
}
