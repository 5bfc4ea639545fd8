import { ACCESS_REASONS, type FailureReason, type ProbeOutcome } from '../core/probing.ts';
import type { UnknownReason } from '../core/state.ts';

/** What one probe says about the indicator it probed; never yet a state. */
export type Verdict =
  | { readonly state: 'up' }
  | { readonly state: 'degraded' | 'down'; readonly reason: FailureReason }
  | { readonly state: 'unknown'; readonly reason: Extract<UnknownReason, 'no-access' | 'not-measured'> };

/**
 * Reads a verdict off an outcome: failed is down, an answer with too many lost packets or a flaw of its own is degraded,
 * and a device that refuses to let us look, or has nothing to look at, says nothing of what was looked for.
 */
export function verdictOf(outcome: ProbeOutcome, degradedLossRatio: number): Verdict {
  if (!outcome.ok) {
    if (ACCESS_REASONS.has(outcome.reason)) return { state: 'unknown', reason: 'no-access' };
    if (outcome.reason === 'unsupported') return { state: 'unknown', reason: 'not-measured' };
    return { state: 'down', reason: outcome.reason };
  }
  if (outcome.degraded) return { state: 'degraded', reason: outcome.degraded.reason };
  const { lossRatio = 0 } = outcome.measurements;
  return lossRatio > 0 && lossRatio >= degradedLossRatio
    ? { state: 'degraded', reason: 'loss' }
    : { state: 'up' };
}
