import type { Entity, Indicator } from '../../core/domain/state.ts';
import type { RecordedBefore, RecordedChange } from './changes.ts';

/** For which time the other system vouches: it knew the state of the indicator throughout. */
export interface ImportedCoverage {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ImportOutcome {
  readonly run: string;
  /** `already-there`: the same content of the same source was imported before, and nothing was added. */
  readonly outcome: 'added' | 'already-there';
  readonly addedRows: number;
}

/** A file of another system that was taken over whole. */
export interface RecordedImport {
  readonly seq: number;
  /** The other system, as it was named at the import. */
  readonly source: string;
  readonly run: string;
  readonly recordedMs: number;
  readonly author: string;
  /** Canonical JSON of what was read: the file, how many rows and changes. */
  readonly body: string;
}

export interface ImportedQuery extends RecordedBefore {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What one import says of one indicator, as `buildTimeline` takes it. */
export interface ImportedHistory {
  readonly source: string;
  readonly run: string;
  /** Those in the period and the last one before it. */
  readonly changes: readonly RecordedChange[];
  /** The stretches it vouches for, as far as they touch the period; they may overlap. */
  readonly coverage: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** What other systems recorded. It counts only where nothing was measured: see docs/ledger.md. */
export interface ImportReads {
  /** In the order in which they were recorded. An import counts from its row here on, and not before. */
  readonly imports: (query?: RecordedBefore) => IterableIterator<RecordedImport>;
  /** The imports that vouch for a part of `[fromMs, toMs)`, the last recorded first: it takes the place of older ones. */
  readonly imported: (query: ImportedQuery) => readonly ImportedHistory[];
}
