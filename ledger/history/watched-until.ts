import type { Entity } from '../../core/domain/state.ts';
import { clip } from '../../core/time/intervals.ts';
import type { CoverageQuery, CoverageSegment } from '../record/coverage.ts';
import type { LedgerReader } from '../record/ledger-reader.ts';
import { readWatchShares, type ShareReads } from './read-watch-shares.ts';
import type { WatchShare } from './watch-shares.ts';

/** Where watching ended of what was watched in a stretch: what was down then was seen so until then, and no longer. */
export interface WatchedUntil {
  /** Of all there is; before everything where nothing was watched. */
  readonly untilMs: number;
  /** Of one device or link, whichever collectors watched it. */
  readonly ofEntity: (entity: Entity) => number;
}

export function readWatchedUntil(
  reader: Pick<LedgerReader, 'coverage'> & ShareReads,
  query: CoverageQuery,
): WatchedUntil {
  const { recordedBeforeMs } = query;
  const segments = [...reader.coverage(query)];
  const untilMs = lastOf(segments);
  const shares = readWatchShares(reader, recordedBeforeMs === undefined ? {} : { recordedBeforeMs });
  if (!shares) return { untilMs, ofEntity: () => untilMs };
  const known = new Map<WatchShare, number>();
  return {
    untilMs,
    ofEntity: (entity) => {
      const share = shares.of(entity);
      const ms = known.get(share) ?? lastOf(watchedOf(segments, share));
      known.set(share, ms);
      return ms;
    },
  };
}

const watchedOf = (segments: readonly CoverageSegment[], { watchedBy }: WatchShare) =>
  segments.flatMap((segment) => clip(watchedBy.get(segment.source) ?? [segment], segment));

const lastOf = (segments: readonly Pick<CoverageSegment, 'toMs'>[]): number =>
  segments.reduce((ms, { toMs }) => Math.max(ms, toMs), Number.NEGATIVE_INFINITY);
