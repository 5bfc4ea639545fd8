import { backoffMs } from '../../core/time/backoff.ts';
import { seconds } from '../../core/time/units.ts';

/** Counts failures in a row. */
export interface BackOff {
  /** How long to wait after one more. */
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
    nextMs: () => backoffMs(++failures, { firstMs, longestMs }, random),
    reset: () => {
      failures = 0;
    },
  };
}
