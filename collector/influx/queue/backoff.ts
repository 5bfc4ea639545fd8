import { seconds } from '../../../core/time/units.ts';

/**
 * Exponential with jitter: half to the whole of 0.25 s, 0.5 s, 1 s … 10 s, so that collectors do not all come back in
 * the same moment.
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const ceilingMs = Math.min(seconds(10), 250 * 2 ** Math.max(0, failures - 1));
  return Math.ceil(ceilingMs * (0.5 + random() / 2));
}
