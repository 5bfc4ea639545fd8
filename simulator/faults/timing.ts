import type { Check } from '../../core/inventory.ts';

/** How long the collector may take to notice things, from which the script and its comparison take their times. */
export interface Timing {
  /** How far an edge in the ledger may lie from the truth: one interval, plus the probe's own duration. */
  readonly toleranceMs: number;
  /** A fault that lasts this long is certain to be confirmed; a shorter one may pass unnoticed. */
  readonly confirmedWithinMs: number;
  /** A device that stays up this long is certain to be seen up. */
  readonly recoveredWithinMs: number;
}

/** Echo requests of one probe: each waits for its timeout before the next is sent. */
const PINGS_A_PROBE = 3;
/** Batches of one engine start no closer together than this, so a probe may be sent this late. */
const SLICE_MS = 1_500;

export type TimedCheck = Pick<Check, 'intervalMs' | 'timeoutMs' | 'confirm' | 'recheckMs'>;

/**
 * Bounds for checks that all share `check`'s times and are carried out by `engine`: `batch` is fping,
 * `single` a TCP connect.
 */
export function buildTiming(check: TimedCheck, engine: 'batch' | 'single'): Timing {
  const probeMs = engine === 'batch' ? PINGS_A_PROBE * check.timeoutMs : check.timeoutMs;
  const lateMs = engine === 'batch' ? SLICE_MS : TICK_MS;
  const repeatMs = Math.ceil(Math.max(check.recheckMs, probeMs) / lateMs) * lateMs;
  return {
    toleranceMs: check.intervalMs + probeMs,
    confirmedWithinMs: check.intervalMs + lateMs + (check.confirm - 1) * repeatMs + probeMs,
    recoveredWithinMs: check.intervalMs + lateMs + probeMs,
  };
}

/** The scheduler looks for due probes this often. */
const TICK_MS = 250;
