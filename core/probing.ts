import type { Indicator } from './state.ts';

/** Why a probe failed. A closed set, because it becomes a label of a metric and a field of the ledger. */
export const FAILURE_REASONS = [
  'dns',
  'refused',
  'unreachable',
  'reset',
  'timeout',
  'loss',
  'mismatch',
  'internal',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** Numbers a probe took, by unit-suffixed name: `{ rttAvgMs: 1.2, lossRatio: 0 }`. */
export type Measurements = Readonly<Record<string, number>>;

/** What one probe of one target said, before anything is concluded from it. */
export type ProbeOutcome =
  | { readonly ok: true; readonly measurements: Measurements }
  | {
      readonly ok: false;
      readonly reason: FailureReason;
      readonly detail: string;
      readonly measurements?: Measurements;
    };

/** One probe of one indicator of one device, with the instant it was sent. */
export interface Reading {
  readonly deviceId: string;
  readonly indicator: Indicator;
  /** When the probe was sent (epoch ms): the timestamp of everything that follows from it. */
  readonly atMs: number;
  readonly outcome: ProbeOutcome;
}
