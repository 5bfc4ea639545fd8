import type { Indicator } from './state.ts';

/** Faults of ours for which a device is not measured. */
export const UNMEASURED_CAUSES = ['credentials', 'allow-list'] as const;
export type UnmeasuredCause = (typeof UNMEASURED_CAUSES)[number];

/** A time in which a rung of a device is not measured for a fault of ours, as was decided: `[fromMs, toMs)`. */
export interface UnmeasuredTime {
  /** Number of the decision. */
  readonly id: string;
  readonly deviceId: string;
  readonly indicator: Indicator;
  readonly cause: UnmeasuredCause;
  readonly fromMs: number;
  /** Absent while it stands. */
  readonly toMs?: number;
}
