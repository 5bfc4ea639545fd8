import type { ProbeOutcome } from '../../core/domain/probing.ts';
import { isStarved } from '../probing/run-probes.ts';

/** Checks whose answer may have come in time and was read too late: they are asked again as ones that are late. */
export interface StarvedChecks {
  readonly isAskedAgain: (entry: number, outcome: ProbeOutcome | undefined) => boolean;
}

/** Whoever never has time must say so. */
const MOST_IN_A_ROW = 2;

export function createStarvedChecks(entryCount: number): StarvedChecks {
  const inARow = new Uint8Array(entryCount);
  return {
    isAskedAgain: (entry, outcome) => {
      const before = inARow[entry] ?? 0;
      const isAgain = outcome !== undefined && isStarved(outcome) && before < MOST_IN_A_ROW;
      inARow[entry] = isAgain ? before + 1 : 0;
      return isAgain;
    },
  };
}
