import type { DeviceReport, WholeReport } from './device-report.ts';
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
  // We do not let it have what it wants: the password in clear, or anything at all where its key is not the pinned one.
  'cleartext-login',
  'pin-mismatch',
  // The device answers that it cannot.
  'busy',
  'unsupported',
  'device-error',
  // A part of the answer did not come, and what came shows no state.
  'cut-short',
  // What the device shows of itself.
  'no-media',
  'video-loss',
  'not-recording',
  'disk',
  'retention',
  'port-down',
  'saturated',
  // What its other rungs show of a device that answers no ping: the judge's, never a prober's.
  'ping-filtered',
  // A failure of ours: it says nothing of the device.
  'internal',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/**
 * Reasons that prove neither up nor down: somebody is there and refuses us, or we refuse what is wanted of us. A wrong
 * password of ours must not become an outage of a contractor's; it becomes `unknown`, reason `no-access`, and a finding.
 */
export const ACCESS_REASONS: ReadonlySet<FailureReason> = new Set([
  'credentials',
  'wrong-user',
  'wrong-key',
  'locked',
  'denied',
  'cleartext-login',
  'pin-mismatch',
]);

/** Reasons that say nothing of what was probed: refusals, missing parts, what a device does not offer, and failures of ours. */
export const INCONCLUSIVE_REASONS: ReadonlySet<FailureReason> = new Set([
  ...ACCESS_REASONS,
  'cut-short',
  'unsupported',
  'internal',
]);

/** Numbers a probe took, by unit-suffixed name: `{ rttAvgMs: 1.2, lossRatio: 0 }`. */
export type Measurements = Readonly<Record<string, number>>;

/**
 * When a probe proved what it says, in ms of `performance.now()`, where its prober knows better than its beginning and end.
 */
export interface ProbeTiming {
  /** Its first answer was here; or, without any, the time of its first request was up. */
  readonly provenMs: number;
  /** Its first request had left. Only where nothing at all was heard. */
  readonly askedMs?: number;
}

/** What one probe of one target said, before anything is concluded from it. Only a whole answer can be `ok`. */
export type ProbeOutcome =
  | ({ readonly ok: true; readonly timing?: ProbeTiming } & ProbeAnswer)
  | {
      readonly ok: false;
      readonly timing?: ProbeTiming;
      readonly reason: FailureReason;
      readonly detail: string;
      readonly measurements?: Measurements;
      readonly report?: DeviceReport;
      /** What a part of an answer proves (`cut-short`): it is so bad at least, and what did not come may be worse. */
      readonly proven?: Shortfall;
    };

/** What a target answered to all that was asked. */
export interface ProbeAnswer {
  readonly measurements: Measurements;
  readonly report?: WholeReport;
  /** It works, and less well than it should: what the device itself says, such as one lost channel of sixteen. */
  readonly degraded?: Shortfall;
  /** It was asked for details, and the time was up before it had told them all. */
  readonly lacksDetails?: true;
}

export interface Shortfall {
  readonly reason: FailureReason;
  readonly detail: string;
}

/**
 * One probe of one indicator of one device. It takes time, and what it says was true at some instant of that time: the
 * contrary may hold from `atMs` on again, and held before `provenMs` at the latest (ADR 63).
 */
export interface Reading {
  readonly deviceId: string;
  readonly indicator: Indicator;
  /** Before anything was sent (epoch ms): the timestamp of what was measured, and of nothing that changed. */
  readonly atMs: number;
  /** When nothing more could come; `atMs` where absent. */
  readonly endMs?: number;
  /** By then it was as the outcome says; `endMs` where absent. */
  readonly provenMs?: number;
  /** By then the first request had left; only where nothing at all was heard. */
  readonly askedMs?: number;
  readonly outcome: ProbeOutcome;
}
