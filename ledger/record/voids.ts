import type { Entity } from '../../core/domain/state.ts';
import type { VoidedKind } from '../decisions/voids.ts';
/** That a row does not count any more, by whom and why, and what it said. */
export interface RecordedVoid {
  readonly seq: number;
  readonly voids: number;
  readonly kind: VoidedKind;
  readonly recordedMs: number;
  readonly author: string;
  readonly reason: string;
  /** Of a change its device or line, of traffic its line; coverage is of all. */
  readonly entity?: Entity;
  /** Of a change. */
  readonly indicator?: string;
  /** Since when the row said something. */
  readonly fromMs: number;
  /** Of coverage. */
  readonly toMs?: number;
  /** Of coverage: who watched. */
  readonly source?: string;
  readonly intervalMs?: number;
}

export interface VoidQuery {
  readonly recordedFromMs: number;
  /** Only what was recorded strictly before this instant. */
  readonly recordedBeforeMs: number;
}

export interface VoidReads {
  /** In the order in which they were recorded. */
  readonly voids: (query: VoidQuery) => IterableIterator<RecordedVoid>;
}
