import { createHash } from 'node:crypto';
import type { Change, Entity, Indicator } from '../../core/domain/state.ts';
import { canonicalJson } from '../../core/text/canonical-json.ts';
import type { RecordedBefore, RecordedChange } from './changes.ts';

/** For which time the other system vouches: it knew the state of the indicator throughout. */
export interface ImportedCoverage {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is to be taken over from a file of another system. */
export interface ImportContent {
  /** The other system, as people name it. */
  readonly source: string;
  /** Told in the ledger besides: the file, how many rows. */
  readonly about: Readonly<Record<string, string | number>>;
  readonly changes: readonly Change[];
  readonly coverage: readonly ImportedCoverage[];
}

export interface ImportOptions {
  readonly author: string;
  readonly nowMs: () => number;
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
  readonly signal?: AbortSignal;
}

/** Names the content, whatever the file was called and how it was written: the same content is imported once. */
export function importRun({ changes, coverage }: Pick<ImportContent, 'changes' | 'coverage'>): string {
  const digest = createHash('sha256');
  for (const change of changes) digest.update(`${canonicalJson({ ...change })}\n`);
  for (const covered of coverage) digest.update(`${canonicalJson({ ...covered })}\n`);
  return `import:${digest.digest('hex')}`;
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
