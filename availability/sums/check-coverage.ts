import type { Entity, Indicator } from '../../core/domain/state.ts';
import { clip, type Interval, type IntervalSet, intersect, union } from '../../core/time/intervals.ts';
import { readWatchShares, type WatchShares } from '../../ledger/history/read-watch-shares.ts';
import type { WatchShare } from '../../ledger/history/watch-shares.ts';
import type { CoverageSegment } from '../../ledger/record/coverage.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import {
  type CheckIntervals,
  type IntervalStep,
  type IntervalsQuery,
  readCheckIntervals,
} from '../timelines/check-intervals.ts';

/** When one check was covered. */
export interface CoveredCheck {
  /** What was watched: outside it the state is unknown, whatever was seen before and after. */
  readonly coverage: IntervalSet;
  /** Which it ever had. */
  readonly intervalsMs: readonly number[];
  /** From each change of the interval, and of who watches, to where the check can be covered again. */
  readonly turns: readonly Interval[];
}

/** What was covered, by interval. */
export interface CoverageRows {
  /** By rows that hold for every check. */
  readonly every: IntervalSet;
  /** By interval, in ascending order: by rows that hold for its checks alone. */
  readonly byInterval: ReadonlyMap<number, IntervalSet>;
}

/** What was covered in a period, by interval and by check. */
export interface CheckCoverage extends CoverageRows {
  /** By collector, where several share the city. */
  readonly byCollector: ReadonlyMap<string, CoverageRows>;
  /** The same object for checks whose intervals are the same. */
  readonly of: (entity: Entity, indicator: Indicator) => CoveredCheck;
  /** When each collector covered a check that it watched, also before one interval has passed since it was given it. */
  readonly byWatcher: (entity: Entity, indicator: Indicator) => ReadonlyMap<string, IntervalSet>;
  /** Rows of the ledger that say which intervals they have. */
  readonly seqsOf: (entity: Entity) => readonly number[];
}

export interface CheckCoverageQuery extends IntervalsQuery, Interval {
  /** Known already; read anew where absent, and where anything was covered by interval. */
  readonly intervals?: () => CheckIntervals;
  /** Collectors of which what still grows is taken to go on to the end of what is asked for. */
  readonly goingOn?: ReadonlySet<string>;
}

/**
 * Reads what was covered in a period: the one place that says when a check was watched. It was where a row of its own
 * interval says so, or one that holds for every check; after a change of its interval from one new interval later on. Where several
 * collectors share the city, rows of each hold while it watched the check, from one interval after it was given it.
 */
export function readCheckCoverage(
  reader: LedgerReader,
  { fromMs, toMs, intervals, goingOn, ...query }: CheckCoverageQuery,
): CheckCoverage {
  const { recordedBeforeMs } = query;
  if (fromMs >= toMs) return createCheckCoverage([], () => NO_INTERVALS);
  const known = recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
  const segments = [...reader.coverage({ fromMs, toMs, ...known })];
  return createCheckCoverage(
    goingOn
      ? segments.map((one) => (!one.ended && goingOn.has(one.source) ? { ...one, toMs } : one))
      : segments,
    intervals ?? (() => readCheckIntervals(reader, query)),
    readWatchShares(reader, query),
  );
}

/** What was covered in a period by interval, whatever has which. */
export function readCoverageRows(
  reader: LedgerReader,
  { fromMs, toMs }: Interval,
): Pick<CheckCoverage, 'every' | 'byInterval' | 'byCollector'> {
  const segments = [...reader.coverage({ fromMs, toMs })];
  return { ...groupRows(segments), byCollector: groupByCollector(segments, reader.leases()) };
}

type Row = Pick<CoverageSegment, 'intervalMs' | 'fromMs' | 'toMs'> & Partial<Pick<CoverageSegment, 'source'>>;

/** Those that ever shared the city, and others beside them; none where nobody did. */
function groupByCollector(
  segments: readonly Row[],
  { length: leases }: readonly unknown[],
): CheckCoverage['byCollector'] {
  if (leases === 0) return new Map();
  const rows = Map.groupBy(segments, ({ source = '' }) => source);
  return new Map([...rows].map(([source, own]) => [source, groupRows(own)]));
}

function groupRows(segments: Iterable<Row>): CoverageRows {
  const byInterval = new Map<number, IntervalSet>();
  const rows = Map.groupBy(segments, ({ intervalMs = EVERY_CHECK }) => intervalMs);
  for (const intervalMs of [...rows.keys()].sort((a, b) => a - b))
    byInterval.set(intervalMs, union(rows.get(intervalMs) ?? []));
  const every = byInterval.get(EVERY_CHECK) ?? [];
  byInterval.delete(EVERY_CHECK);
  return { every, byInterval };
}

/**
 * @param readIntervals Called where anything was covered by interval.
 * @param shares Where several collectors share the city.
 */
export function createCheckCoverage(
  segments: readonly Row[],
  readIntervals: () => CheckIntervals,
  shares?: WatchShares,
): CheckCoverage {
  const { every, byInterval } = groupRows(segments);
  const intervals = byInterval.size === 0 ? NO_INTERVALS : readIntervals();
  const byCollector = groupByCollector(segments, shares?.leases ?? []);

  const known = new Map<WatchShare | undefined, Map<readonly IntervalStep[], CoveredCheck>>();
  return {
    every,
    byInterval,
    byCollector,
    of: (entity, indicator) => {
      const steps = intervals.of(entity, indicator);
      const share = shares?.of(entity);
      const bySteps = known.get(share) ?? new Map<readonly IntervalStep[], CoveredCheck>();
      known.set(share, bySteps);
      const covered =
        bySteps.get(steps) ??
        (share ? coverShared(steps, share, byCollector) : coverSteps(steps, { every, byInterval }));
      bySteps.set(steps, covered);
      return covered;
    },
    byWatcher: (entity, indicator) => {
      const steps = intervals.of(entity, indicator);
      const watchedBy = shares?.of(entity).watchedBy;
      return new Map(
        [...byCollector].map(([collector, rows]) => {
          const { coverage } = coverSteps(steps, rows);
          const watched = watchedBy?.get(collector);
          return [collector, watched ? intersect(coverage, watched) : coverage];
        }),
      );
    },
    seqsOf: intervals.seqsOf,
  };
}

const EVERY_CHECK = 0;
const NO_STEPS: readonly IntervalStep[] = [];
const NO_INTERVALS: CheckIntervals = { of: () => NO_STEPS, seqsOf: () => [] };

/** @param watched When rows of an interval hold for it; absent: always. */
function coverSteps(
  steps: readonly IntervalStep[],
  { every, byInterval }: CoverageRows,
  watched?: (intervalMs: number) => IntervalSet,
): CoveredCheck {
  const turns = steps.slice(1).map(({ fromMs, intervalMs }) => ({ fromMs, toMs: fromMs + intervalMs }));
  const intervalsMs = steps.map(({ intervalMs }) => intervalMs);
  const always = watched ? intersect(every, watched(EVERY_CHECK)) : every;
  if (steps.length === 0) return { coverage: always, intervalsMs, turns };
  const own = steps.flatMap(({ fromMs, intervalMs }, place) => {
    const sinceMs = place === 0 ? fromMs : fromMs + intervalMs;
    const untilMs = steps[place + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    const rows = byInterval.get(intervalMs) ?? [];
    return clip(watched ? intersect(rows, watched(intervalMs)) : rows, { fromMs: sinceMs, toMs: untilMs });
  });
  return { coverage: union([...always, ...own]), intervalsMs, turns };
}

/** No instant counts twice: what several covered at once is covered. */
function coverShared(
  steps: readonly IntervalStep[],
  { watchedBy }: WatchShare,
  byCollector: CheckCoverage['byCollector'],
): CoveredCheck {
  const { intervalsMs, turns } = coverSteps(steps, NO_ROWS);
  const covered = [...byCollector].flatMap(([collector, rows]) => {
    const watched = watchedBy.get(collector);
    return coverSteps(steps, rows, watched && ((intervalMs) => watchedSince(watched, intervalMs))).coverage;
  });
  const [longestMs] = intervalsMs.toSorted((a, b) => b - a);
  const given = [...watchedBy.values()].flatMap((watched) =>
    watched.flatMap(({ fromMs }) =>
      Number.isFinite(fromMs) ? [{ fromMs, toMs: fromMs + (longestMs ?? 0) }] : [],
    ),
  );
  return { coverage: union(covered), intervalsMs, turns: [...turns, ...given] };
}

const NO_ROWS: CoverageRows = { every: [], byInterval: new Map() };

/** A check that was handed over is watched again when it was made once: after one interval. */
const watchedSince = (watched: IntervalSet, intervalMs: number): IntervalSet =>
  watched
    .map(({ fromMs, toMs }) => ({ fromMs: fromMs + intervalMs, toMs }))
    .filter(({ fromMs, toMs }) => fromMs < toMs);
