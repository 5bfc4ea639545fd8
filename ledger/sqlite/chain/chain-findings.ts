import { onOneLine } from '../../../core/text/shown-text.ts';
import type { ChainProblem, ChainProblemKind } from '../../record/verification.ts';

/** Gathers problems: keeps the first few, counts all. */
export interface Findings {
  readonly add: (kind: ChainProblemKind, seq: number, message: string) => void;
  /** Counts others that nobody keeps. */
  readonly addUntold: (count: number) => void;
  readonly all: () => { readonly problems: readonly ChainProblem[]; readonly problemCount: number };
}

const MAX_PROBLEMS = 20;

export function createFindings(): Findings {
  const problems: ChainProblem[] = [];
  let problemCount = 0;
  return {
    add: (kind, seq, message) => {
      problemCount++;
      // It names what stands in a file of somebody else.
      if (problems.length < MAX_PROBLEMS) problems.push({ kind, seq, message: onOneLine(message) });
    },
    addUntold: (count) => {
      problemCount += count;
    },
    all: () => ({ problems, problemCount }),
  };
}
