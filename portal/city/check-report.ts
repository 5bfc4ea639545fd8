import type { Indicator, State } from '../../core/domain/state.ts';

/** What a device answered when it was asked out of turn: plain texts of bounded size, with no address in them. */
export interface CheckReport {
  readonly tookMs: number;
  readonly checks: readonly ReportedCheck[];
  /** Why there is nothing, or not all. */
  readonly failure?: 'nothing-to-ask' | 'too-long' | 'failed';
}

export interface ReportedCheck {
  readonly indicator: Indicator;
  /** How it was asked: `onvif`, `fping`. */
  readonly means: string;
  readonly state: State;
  readonly reason?: string;
  readonly tookMs: number;
  readonly steps: readonly ReportedStep[];
}

export interface ReportedStep {
  readonly kind: 'sent' | 'received' | 'noted';
  /** Since it was sent. */
  readonly afterMs: number;
  readonly text: string;
}

/** Asks a device everything now; nothing is recorded. It settles within a bounded time, and never fails. */
export type CheckNow = (deviceId: string) => Promise<CheckReport>;
