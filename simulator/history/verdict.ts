import type { State } from '../../core/domain/state.ts';

/** What a probe would find, could it look at this very moment. */
export interface Verdict {
  readonly state: State;
  readonly reason?: string;
}

export const UP: Verdict = { state: 'up' };
export const SILENT: Verdict = { state: 'down', reason: 'timeout' };
export const STALE: Verdict = { state: 'unknown', reason: 'stale' };
export const NOT_MEASURED: Verdict = { state: 'unknown', reason: 'not-measured' };
export const NEAR_END_DOWN: Verdict = { state: 'unknown', reason: 'near-end-down' };
export const NO_ACCESS: Verdict = { state: 'unknown', reason: 'no-access' };
