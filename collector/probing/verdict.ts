import { ACCESS_REASONS, type FailureReason, type ProbeOutcome } from '../../core/domain/probing.ts';
import type { UnknownReason } from '../../core/domain/state.ts';

/** What one probe says about the indicator it probed; never yet a state. */
export type Verdict =
  | { readonly state: 'up' }
  | {
      readonly state: 'degraded' | 'down';
      readonly reason: FailureReason;
      /** Of a part of an answer: so bad, and perhaps worse. It is no better than a state that was worse. */
      readonly isAtLeast?: true;
    }
  | {
      readonly state: 'unknown';
      readonly reason: Extract<UnknownReason, 'no-access' | 'not-measured' | 'cut-short'>;
    };

/**
 * Reads a verdict off an outcome: failed is down, an answer with too many lost packets or a flaw of its own is degraded,
 * and a device that refuses to let us look, or has nothing to look at, says nothing of what was looked for. Of a part of an
 * answer only the fault counts that it shows.
 */
export function verdictOf(outcome: ProbeOutcome, degradedLossRatio: number): Verdict {
  if (!outcome.ok) {
    const { reason, proven } = outcome;
    if (reason === 'cut-short') {
      return proven
        ? { state: 'degraded', reason: proven.reason, isAtLeast: true }
        : { state: 'unknown', reason: 'cut-short' };
    }
    if (ACCESS_REASONS.has(reason)) return { state: 'unknown', reason: 'no-access' };
    if (reason === 'unsupported') return { state: 'unknown', reason: 'not-measured' };
    return { state: 'down', reason };
  }
  if (outcome.degraded) return { state: 'degraded', reason: outcome.degraded.reason };
  const { lossRatio = 0 } = outcome.measurements;
  return lossRatio > 0 && lossRatio >= degradedLossRatio
    ? { state: 'degraded', reason: 'loss' }
    : { state: 'up' };
}
