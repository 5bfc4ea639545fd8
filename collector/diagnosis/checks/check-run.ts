import type { ProbeOutcome } from '../../../core/domain/probing.ts';
import type { TraceStep } from '../../probing/prober.ts';
import type { Verdict } from '../../probing/verdict.ts';
import type { ScheduledWatch } from '../../scheduler/watch-list.ts';

/** One check of one device, asked once or several times, with everything that was said meanwhile. */
export interface CheckRun {
  readonly watch: ScheduledWatch;
  /** What carried it out: `fping`, `ping` or `tcp` for a check by icmp, else its prober. */
  readonly engine: string;
  /** Port that was used; absent for a ping. */
  readonly port: number | undefined;
  readonly rounds: readonly [Round, ...Round[]];
}

export interface Round {
  readonly sentMs: number;
  readonly tookMs: number;
  readonly steps: readonly Step[];
  readonly outcome: ProbeOutcome;
  readonly verdict: Verdict;
}

/** A step of a probe, with when it happened since the probe was sent. */
export interface Step extends TraceStep {
  readonly afterMs: number;
}

/** What the last round says: what is so now. */
export const latest = ({ rounds }: CheckRun): Round => rounds.at(-1) ?? rounds[0];

/** It asks for a login and got none: that is no refusal of one. */
export const isLoginMissing = ({ watch: { device } }: CheckRun, { outcome }: Round): boolean =>
  !outcome.ok && outcome.reason === 'credentials' && device.credentials === undefined;

/** What went wrong, without the kind of error that it was thrown as: people read it. */
export const plainDetail = (detail: string): string => detail.replace(/^(?:\w*Error: )+/, '');
