import { seconds } from '../../core/time/units.ts';

/** How long to wait after each failure in a row: twice as long as before, up to a limit, and never as long as others. */
export interface BackOff {
  readonly nextMs: () => number;
  readonly reset: () => void;
}

const FIRST_MS = seconds(1);
const LONGEST_MS = seconds(60);

export function createBackOff({
  firstMs = FIRST_MS,
  longestMs = LONGEST_MS,
  random = Math.random,
} = {}): BackOff {
  let failures = 0;
  return {
    nextMs: () => {
      const wholeMs = Math.min(longestMs, firstMs * 2 ** failures);
      failures += 1;
      return wholeMs * (0.5 + random() / 2);
    },
    reset: () => {
      failures = 0;
    },
  };
}
