import type { Entity, Indicator } from '../../core/domain/state.ts';
import { clip, type Interval, type IntervalSet, union } from '../../core/time/intervals.ts';
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
  /** From each change of the interval to where the check can be covered again. */
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
  /** The same object for checks whose intervals are the same. */
  readonly of: (entity: Entity, indicator: Indicator) => CoveredCheck;
  /** Rows of the ledger that say which intervals they have. */
  readonly seqsOf: (entity: Entity) => readonly number[];
}

export interface CheckCoverageQuery extends IntervalsQuery, Interval {
  /** Known already; read anew where absent, and where anything was covered by interval. */
  readonly intervals?: () => CheckIntervals;
}

/**
 * Reads what was covered in a period: the one place that says when a check was watched. It was where a row of its own
 * interval says so, or one that holds for every check; after a change of its interval from one new interval later on.
 */
export function readCheckCoverage(
  reader: LedgerReader,
  { fromMs, toMs, intervals, ...query }: CheckCoverageQuery,
): CheckCoverage {
  const { recordedBeforeMs } = query;
  if (fromMs >= toMs) return createCheckCoverage([], () => NO_INTERVALS);
  const known = recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
  const segments = [...reader.coverage({ fromMs, toMs, ...known })];
  return createCheckCoverage(segments, intervals ?? (() => readCheckIntervals(reader, query)));
}

/** What was covered in a period by interval, whatever has which. */
export const readCoverageRows = (reader: LedgerReader, { fromMs, toMs }: Interval): CoverageRows =>
  groupRows(reader.coverage({ fromMs, toMs }));

type Row = Pick<CoverageSegment, 'intervalMs' | 'fromMs' | 'toMs'>;

function groupRows(segments: Iterable<Row>): CoverageRows {
  const byInterval = new Map<number, IntervalSet>();
  const rows = Map.groupBy(segments, ({ intervalMs = EVERY_CHECK }) => intervalMs);
  for (const intervalMs of [...rows.keys()].sort((a, b) => a - b))
    byInterval.set(intervalMs, union(rows.get(intervalMs) ?? []));
  const every = byInterval.get(EVERY_CHECK) ?? [];
  byInterval.delete(EVERY_CHECK);
  return { every, byInterval };
}

/** @param readIntervals Called where anything was covered by interval. */
export function createCheckCoverage(
  segments: Iterable<Row>,
  readIntervals: () => CheckIntervals,
): CheckCoverage {
  const { every, byInterval } = groupRows(segments);
  const intervals = byInterval.size === 0 ? NO_INTERVALS : readIntervals();

  const known = new Map<readonly IntervalStep[], CoveredCheck>();
  return {
    every,
    byInterval,
    of: (entity, indicator) => {
      const steps = intervals.of(entity, indicator);
      const covered = known.get(steps) ?? coverSteps(steps, every, byInterval);
      known.set(steps, covered);
      return covered;
    },
    seqsOf: intervals.seqsOf,
  };
}

const EVERY_CHECK = 0;
const NO_STEPS: readonly IntervalStep[] = [];
const NO_INTERVALS: CheckIntervals = { of: () => NO_STEPS, seqsOf: () => [] };

function coverSteps(
  steps: readonly IntervalStep[],
  every: IntervalSet,
  byInterval: CoverageRows['byInterval'],
): CoveredCheck {
  const turns = steps.slice(1).map(({ fromMs, intervalMs }) => ({ fromMs, toMs: fromMs + intervalMs }));
  const intervalsMs = steps.map(({ intervalMs }) => intervalMs);
  if (steps.length === 0) return { coverage: every, intervalsMs, turns };
  const own = steps.flatMap(({ fromMs, intervalMs }, place) => {
    const sinceMs = place === 0 ? fromMs : fromMs + intervalMs;
    const untilMs = steps[place + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    return clip(byInterval.get(intervalMs) ?? [], { fromMs: sinceMs, toMs: untilMs });
  });
  return { coverage: union([...every, ...own]), intervalsMs, turns };
}
