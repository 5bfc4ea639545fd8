import type { CoverageEnd } from '../../core/domain/sinks.ts';
import type { RecordedBefore } from './changes.ts';
/** A stretch that a collector watched; without `ended` it is one that still grows. */
export interface CoverageSegment {
  readonly source: string;
  readonly run: string;
  /** Holds for the checks of this interval; absent, as in records of before, for every check. */
  readonly intervalMs?: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly ended?: CoverageEnd;
}

/**
 * Of segments that began before `recordedBeforeMs` what lies before it, whenever their end was recorded: a segment that
 * grows is only written down when it ends. Of a collector that sends its rows only as far as what was received before then tells. It has
 * `ended` where that was on record by then.
 */
export interface CoverageQuery extends RecordedBefore {
  readonly fromMs: number;
  readonly toMs: number;
}
