import type { CoverageEnd } from '../../core/domain/sinks.ts';
import type { Entity, Indicator } from '../../core/domain/state.ts';
import { clip, type Interval, subtract } from '../../core/time/intervals.ts';
import { readWatchShares } from '../../ledger/history/read-watch-shares.ts';
import type { WatchShare } from '../../ledger/history/watch-shares.ts';
import type { CoverageSegment } from '../../ledger/record/coverage.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { type CoveredCheck, createCheckCoverage } from '../sums/check-coverage.ts';
import { readCheckIntervals } from './check-intervals.ts';

/** A stretch in which nobody watched. */
export interface CoverageGap extends Interval {
  /** Those that it is a gap of; absent: of all that is measured of the device or link. */
  readonly indicators?: readonly Indicator[];
  /** Why watching ended: `running` where it has only not come so far yet, `no-data-yet` before it first began. */
  readonly reason: CoverageEnd | 'running' | 'no-data-yet';
}

/** What is missing of the period in the coverage of a device or link, in order of time. */
export function listCoverageGaps(
  reader: LedgerReader,
  period: Interval,
  entity: Entity,
): readonly CoverageGap[] {
  if (period.fromMs >= period.toMs) return [];
  const segments = [...reader.coverage({ fromMs: Number.MIN_SAFE_INTEGER, toMs: period.toMs })];
  const shares = readWatchShares(reader, { entities: [entity] });
  const covered = createCheckCoverage(
    segments,
    () => readCheckIntervals(reader, { entities: [entity] }),
    shares,
  );
  const own = shares ? segments.flatMap((segment) => watchedParts(segment, shares.of(entity))) : segments;
  const measured = new Set([...reader.latestChanges({ entity })].map(({ indicator }) => indicator));
  const checks = Map.groupBy(measured.size === 0 ? (['reach'] as const) : measured, (indicator) =>
    covered.of(entity, indicator),
  );
  return [...checks]
    .flatMap(([check, indicators]) =>
      subtract([period], clip(check.coverage, period)).map((gap) => ({
        ...gap,
        ...(checks.size > 1 && { indicators }),
        reason: reasonOf(gap, check, own),
      })),
    )
    .sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
}

/** What of a segment was of the device; its end is why watching ended where the segment itself ended. */
function watchedParts(segment: CoverageSegment, { watchedBy }: WatchShare): readonly CoverageSegment[] {
  const { ended: _, ...handedOn } = segment;
  return clip(watchedBy.get(segment.source) ?? [segment], segment).map((part) =>
    part.toMs === segment.toMs ? { ...segment, ...part } : { ...handedOn, ...part, ended: 'reload' },
  );
}

function reasonOf(
  gap: Interval,
  { intervalsMs, turns }: CoveredCheck,
  segments: readonly CoverageSegment[],
): CoverageGap['reason'] {
  if (turns.some(({ fromMs, toMs }) => fromMs <= gap.fromMs && gap.fromMs < toMs)) return 'reload';
  const before = segments
    .filter(({ intervalMs }) => intervalMs === undefined || intervalsMs.includes(intervalMs))
    .filter(({ toMs }) => toMs <= gap.fromMs)
    .reduce<CoverageSegment | undefined>(
      (last, segment) => (last && last.toMs > segment.toMs ? last : segment),
      undefined,
    );
  if (!before) return 'no-data-yet';
  return before.ended ?? 'running';
}
