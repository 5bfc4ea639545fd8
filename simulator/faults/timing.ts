import type { Check } from '../../core/domain/inventory.ts';

/** How long the collector may take to notice things, from which the script and its comparison take their times. */
export interface Timing {
  /** How far the beginning on record may lie from the truth: one interval, plus the probe's own duration. */
  readonly toleranceMs: number;
  /** The same for its end. */
  readonly endToleranceMs: number;
  /** What lasts this long is certain to be confirmed; what is shorter may pass unnoticed. */
  readonly confirmedWithinMs: number;
  /** What is well for this long is certain to be seen so. */
  readonly recoveredWithinMs: number;
}

/** Echo requests of one probe: each waits for its timeout before the next is sent. */
const PINGS_A_PROBE = 3;
/** Batches of one engine start no closer together than this, so a probe may be sent this late. */
const SLICE_MS = 1_500;

export type TimedCheck = Pick<Check, 'intervalMs' | 'timeoutMs' | 'confirm' | 'recheckMs'>;

/**
 * Bounds for a check that is carried out by `engine`: `batch` is fping, `single` anything that is asked one by one.
 */
export function buildTiming(check: TimedCheck, engine: 'batch' | 'single'): Timing {
  const probeMs = engine === 'batch' ? PINGS_A_PROBE * check.timeoutMs : check.timeoutMs;
  const lateMs = engine === 'batch' ? SLICE_MS : TICK_MS;
  const repeatMs = Math.ceil(Math.max(check.recheckMs, probeMs) / lateMs) * lateMs;
  return {
    toleranceMs: check.intervalMs + probeMs,
    endToleranceMs: check.intervalMs + probeMs,
    confirmedWithinMs: check.intervalMs + lateMs + (check.confirm - 1) * repeatMs + probeMs,
    recoveredWithinMs: check.intervalMs + lateMs + probeMs,
  };
}

/** The looser of both in each respect. */
export function loosest(first: Timing, ...others: readonly Timing[]): Timing {
  return others.reduce(
    (a, b) => ({
      toleranceMs: Math.max(a.toleranceMs, b.toleranceMs),
      endToleranceMs: Math.max(a.endToleranceMs, b.endToleranceMs),
      confirmedWithinMs: Math.max(a.confirmedWithinMs, b.confirmedWithinMs),
      recoveredWithinMs: Math.max(a.recoveredWithinMs, b.recoveredWithinMs),
    }),
    first,
  );
}

/** The scheduler looks for due probes this often. */
const TICK_MS = 250;
