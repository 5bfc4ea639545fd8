import type { Credentials } from '../../core/domain/credentials.ts';
import type { DeviceReport } from '../../core/domain/device-report.ts';
import type { Check, Device } from '../../core/domain/inventory.ts';
import type { FailureReason, ProbeAnswer, ProbeOutcome, Shortfall } from '../../core/domain/probing.ts';
import { CamwatchError } from '../../core/errors.ts';

/** What a prober needs of a device. */
export interface Target {
  /** Numeric for batch probers: the runner resolves names first. */
  readonly address: string;
  readonly port?: number;
  /** Other devices have the address as well: only the port leads to this one, whatever it says. */
  readonly isPortFixed?: true;
  readonly timeoutMs: number;
  /** Its device answers to nothing: a connection that is not there by then will not come. Once it is there, it has all of its time. */
  readonly connectWithinMs?: number;
  /** What is asked beyond whether it answers; absent for canaries. */
  readonly question?: Question;
}

/** Who is asked, by what right, and how much. */
export interface Question {
  readonly device: Device;
  readonly check: Check;
  readonly credentials?: Credentials;
  /** `details`: the signed and slow questions as well. */
  readonly depth: 'health' | 'details';
  /** Interfaces whose counters are wanted, by name: those that links are measured at and devices hang on. */
  readonly interfaces: readonly string[];
  readonly trace?: Trace;
}

/** The keys that a device may show by TLS, where any are pinned. */
export function tlsPinsOf(question: Question | undefined): { readonly tlsPins?: readonly string[] } {
  const tlsPins = question?.device.tlsPins;
  return tlsPins ? { tlsPins } : {};
}

/** Told of every step, for a person who watches: never of a secret. */
export type Trace = (step: TraceStep) => void;

export interface TraceStep {
  readonly kind: 'sent' | 'received' | 'noted';
  /** One line, in the protocol's own words: `GETBULK ifTable`, `401 Unauthorized, Digest realm="cam"`. */
  readonly text: string;
}

/**
 * Checks one target at a time: resolves when it is healthy and told all that was asked, rejects when it is not.
 * Keeps no state but connections, never retries but where the protocol says so, and settles soon after `signal` aborts,
 * leaving no socket behind that `close` does not end.
 */
export interface SingleProber {
  readonly mode: 'single';
  /** How many targets may be probed at once. */
  readonly concurrency: number;
  /** One question and one answer: that nothing was heard in time tells of the instant at which it was asked. */
  readonly isOneQuestion?: true;
  /** @throws ProbeError with the reason, or an error whose `code` the runner knows (ECONNREFUSED and the like). */
  readonly probe: (target: Target, signal: AbortSignal) => Promise<ProbeAnswer>;
  /** Lets go of what is kept between probes, such as a shared socket. */
  readonly close?: () => Promise<void>;
}

/**
 * Checks many targets at once, where the protocol rewards it: one outcome a target, in the order of the targets.
 * Rejects only when the whole batch says nothing (the engine failed): no target is judged then.
 */
export interface BatchProber {
  readonly mode: 'batch';
  /** How many batches may run side by side. */
  readonly lanes: number;
  readonly maxBatch: number;
  /** Longest time a batch may take, engine included. */
  readonly deadlineMs: (targets: readonly Target[]) => number;
  readonly probe: (targets: readonly Target[], signal: AbortSignal) => Promise<readonly ProbeOutcome[]>;
}

export type Prober = SingleProber | BatchProber;

/** Thrown by a prober that knows why its target is not well. */
export class ProbeError extends CamwatchError {
  readonly code = 'PROBE_FAILED';
  readonly reason: FailureReason;
  /** What was learnt before it failed. */
  readonly report: DeviceReport | undefined;
  /** The fault that a part of an answer proves: of `cut-short` alone. */
  readonly proven: Shortfall | undefined;

  constructor(
    reason: FailureReason,
    message: string,
    {
      report,
      proven,
      cause,
    }: { report?: DeviceReport; proven?: Shortfall | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.reason = reason;
    this.report = report;
    this.proven = proven;
  }
}

/** Thrown by a prober whose own engine failed: it says nothing about any target. */
export class EngineError extends CamwatchError {
  readonly code = 'PROBE_ENGINE';
}
