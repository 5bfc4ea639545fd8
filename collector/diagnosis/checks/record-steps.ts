import type { Trace } from '../../probing/prober.ts';
import type { Step } from './check-run.ts';

/** Enough to see what happens; a hostile device makes any number of them. */
const MOST_STEPS = 500;

/** Keeps the steps of one probe, with when each happened since now. */
export function recordSteps(): { readonly trace: Trace; readonly steps: () => readonly Step[] } {
  const startedMs = performance.now();
  const kept: Step[] = [];
  let more = 0;
  let lastMs = 0;
  return {
    trace: (step) => {
      lastMs = performance.now() - startedMs;
      if (kept.length < MOST_STEPS) kept.push({ ...step, afterMs: lastMs });
      else more++;
    },
    steps: () =>
      more === 0 ? kept : [...kept, { kind: 'noted', afterMs: lastMs, text: `and ${more} more steps` }],
  };
}
