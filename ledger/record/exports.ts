import type { RecordedChange } from './changes.ts';
import type { CoverageSegment } from './coverage.ts';
import type { RecordedRevision } from './revisions.ts';

export type ExportedCoverage = Pick<CoverageSegment, 'intervalMs' | 'fromMs' | 'toMs'>;

/** What an export of a ledger says of states. */
export interface ExportContent {
  /** Measured ones and corrections, without those that were corrected; in the order of the lines. */
  readonly changes: readonly { readonly line: number; readonly change: RecordedChange }[];
  /** What the collectors watched, as far as it had ended; in any order. */
  readonly coverage: readonly ExportedCoverage[];
  /** Of devices, profiles and polling, in the order of the lines: how often each check was made. */
  readonly revisions: readonly RecordedRevision[];
  /** Rows of secret sites, of which only the hashes are there. */
  readonly withheldRows: number;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** How a store writes an export, for whoever reads one back. */
export interface ExportFormat {
  /** Whether a text begins as an export does. */
  readonly isExport: (text: string) => boolean;
  /** Recomputes its chain: what was changed on the way is a problem, with its line. */
  readonly readExport: (text: string) => ExportContent;
}
