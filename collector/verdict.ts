import type { FailureReason, ProbeOutcome } from '../core/probing.ts';

/** What one probe says about the indicator it probed; never yet a state. */
export type Verdict =
  | { readonly state: 'up' }
  | { readonly state: 'degraded' | 'down'; readonly reason: FailureReason };

/** Reads a verdict off an outcome: failed is down, an answer with too many lost packets is degraded. */
export function verdictOf(outcome: ProbeOutcome, degradedLossRatio: number): Verdict {
  if (!outcome.ok) return { state: 'down', reason: outcome.reason };
  const { lossRatio = 0 } = outcome.measurements;
  return lossRatio > 0 && lossRatio >= degradedLossRatio
    ? { state: 'degraded', reason: 'loss' }
    : { state: 'up' };
}
