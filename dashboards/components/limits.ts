import { THRESHOLDS } from '../../core/domain/thresholds.ts';
import { minutes, seconds } from '../../core/time/units.ts';

/** From `warn` on a number is orange, from `bad` on red; of what should be high, below. */
export interface Limits {
  readonly warn: number;
  readonly bad: number;
}

/** Limits of colours: those at which rules of alerts fire, and the way there. */
export const LIMITS = {
  downRatio: { warn: THRESHOLDS.down.ratio / 10, bad: THRESHOLDS.down.ratio },
  availabilityRatio: { warn: 0.99, bad: THRESHOLDS.availabilityLowRatio },
  lossRatio: { warn: THRESHOLDS.lossHighRatio, bad: 4 * THRESHOLDS.lossHighRatio },
  freeDiskRatio: { warn: 0.05, bad: 0.01 },
  /** Circular 06/2026: a line that carries more than its share for seven days must be widened. */
  saturatedDays: { warn: 1, bad: 7 },
  budgetUsedRatio: { warn: 0.8, bad: 1 },
  latenessMs: { warn: seconds(5), bad: seconds(30) },
  queueBytes: { warn: 100e6, bad: 1e9 },
  ledgerLagMs: { warn: minutes(2), bad: minutes(10) },
} as const satisfies Readonly<Record<string, Limits>>;
