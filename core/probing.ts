import type { DeviceReport } from './device-report.ts';
import type { Indicator } from './state.ts';

/** Why a probe failed. A closed set, because it becomes a label of a metric and a field of the ledger. */
export const FAILURE_REASONS = [
  // The network.
  'dns',
  'refused',
  'unreachable',
  'reset',
  'timeout',
  'loss',
  // The answer: another one's, not of the protocol, beyond all limits, cut off by TLS.
  'mismatch',
  'malformed',
  'oversized',
  'tls',
  // The device answers and does not let us look: see ACCESS_REASONS.
  'credentials',
  'wrong-user',
  'wrong-key',
  'locked',
  'denied',
  // The device answers that it cannot.
  'busy',
  'unsupported',
  'device-error',
  // What the device shows of itself.
  'no-media',
  'video-loss',
  'not-recording',
  'disk',
  'retention',
  'port-down',
  'saturated',
  // A failure of ours: it says nothing of the device.
  'internal',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/**
 * Reasons that prove neither up nor down: the device is there and refuses us. A wrong password of ours must not become an
 * outage of a contractor's; it becomes `unknown`, reason `no-access`, and a finding.
 */
export const ACCESS_REASONS: ReadonlySet<FailureReason> = new Set([
  'credentials',
  'wrong-user',
  'wrong-key',
  'locked',
  'denied',
]);

/** Reasons that say nothing of what was probed: refusals, what a device does not offer, and failures of ours. */
export const SAYS_NOTHING: ReadonlySet<FailureReason> = new Set([
  ...ACCESS_REASONS,
  'unsupported',
  'internal',
]);

/** Numbers a probe took, by unit-suffixed name: `{ rttAvgMs: 1.2, lossRatio: 0 }`. */
export type Measurements = Readonly<Record<string, number>>;

/** What one probe of one target said, before anything is concluded from it. */
export type ProbeOutcome =
  | {
      readonly ok: true;
      readonly measurements: Measurements;
      readonly report?: DeviceReport;
      /** It works, and less well than it should: what the device itself says, such as one lost channel of sixteen. */
      readonly degraded?: Shortfall;
    }
  | {
      readonly ok: false;
      readonly reason: FailureReason;
      readonly detail: string;
      readonly measurements?: Measurements;
      readonly report?: DeviceReport;
    };

export interface Shortfall {
  readonly reason: FailureReason;
  readonly detail: string;
}

/** One probe of one indicator of one device, with the instant it was sent. */
export interface Reading {
  readonly deviceId: string;
  readonly indicator: Indicator;
  /** When the probe was sent (epoch ms): the timestamp of everything that follows from it. */
  readonly atMs: number;
  readonly outcome: ProbeOutcome;
}
