import type { CoverageEnd } from '../core/sinks.ts';
import type { CoverageSegment, LedgerReader } from '../ledger/read-ledger.ts';
import { clip, type Interval, subtract, union } from '../sla/intervals.ts';

/** A stretch in which nobody watched. */
export interface CoverageGap extends Interval {
  /** Why watching ended: `running` where it has only not come so far yet, `no-data-yet` before it first began. */
  readonly reason: CoverageEnd | 'running' | 'no-data-yet';
}

/** What is missing of the period in the coverage of the ledger, in order of time. */
export function listCoverageGaps(reader: LedgerReader, period: Interval): readonly CoverageGap[] {
  if (period.fromMs >= period.toMs) return [];
  const segments = [...reader.coverage({ fromMs: Number.MIN_SAFE_INTEGER, toMs: period.toMs })];
  const gaps = subtract([period], clip(union(segments), period));
  return gaps.map((gap) => ({ ...gap, reason: reasonOf(gap, segments) }));
}

function reasonOf(gap: Interval, segments: readonly CoverageSegment[]): CoverageGap['reason'] {
  const before = segments
    .filter(({ toMs }) => toMs <= gap.fromMs)
    .reduce<CoverageSegment | undefined>(
      (last, segment) => (last && last.toMs > segment.toMs ? last : segment),
      undefined,
    );
  if (!before) return 'no-data-yet';
  return before.ended ?? 'running';
}
