import { CamwatchError } from '../core/errors.ts';
import type { Measurements, ProbeOutcome } from '../core/probing.ts';

/** What a prober needs of a device. */
export interface Target {
  /** Numeric for batch probers: the runner resolves names first. */
  readonly address: string;
  readonly port?: number;
  readonly timeoutMs: number;
}

/**
 * Checks one target at a time: resolves when it is healthy, rejects when it is not.
 * Keeps no state, never retries, and settles soon after `signal` aborts, leaving no socket behind.
 */
export interface SingleProber {
  readonly mode: 'single';
  /** How many targets may be probed at once. */
  readonly concurrency: number;
  readonly probe: (target: Target, signal: AbortSignal) => Promise<Measurements>;
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

/** Thrown by a prober whose own engine failed: it says nothing about any target. */
export class EngineError extends CamwatchError {
  readonly code = 'PROBE_ENGINE';
}
