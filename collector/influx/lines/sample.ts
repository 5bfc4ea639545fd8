import { INCONCLUSIVE_REASONS, type ProbeOutcome } from '../../../core/domain/probing.ts';

/** What is written of one probe, or of several that succeeded one after another. */
export interface Sample {
  /** Absent where the probe says neither. */
  readonly up: 0 | 1 | undefined;
  readonly probes: number;
  readonly minMs: number | undefined;
  readonly avgMs: number | undefined;
  readonly maxMs: number | undefined;
  readonly jitterMs: number | undefined;
  readonly lossRatio: number | undefined;
  readonly responseMs: number | undefined;
  readonly clockOffsetMs: number | undefined;
  readonly reason: string | undefined;
}

/** A TCP connect has one time where a ping has three. */
export function buildSample(outcome: ProbeOutcome): Sample {
  const { rttMinMs, rttAvgMs, rttMaxMs, jitterMs, lossRatio, connectMs, responseMs, clockOffsetMs } =
    outcome.measurements ?? {};
  return {
    up: upOf(outcome),
    probes: 1,
    minMs: rttMinMs ?? connectMs,
    avgMs: rttAvgMs ?? connectMs,
    maxMs: rttMaxMs ?? connectMs,
    jitterMs,
    lossRatio,
    responseMs,
    clockOffsetMs,
    reason: outcome.ok ? outcome.degraded?.reason : outcome.reason,
  };
}

/** A refused login, or a failure of ours, must not look like an outage in a chart. */
export function upOf(outcome: ProbeOutcome): 0 | 1 | undefined {
  if (outcome.ok) return 1;
  return INCONCLUSIVE_REASONS.has(outcome.reason) ? undefined : 0;
}
