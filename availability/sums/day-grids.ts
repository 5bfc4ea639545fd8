import type { Entity, Indicator } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { CheckCoverage, CoveredCheck } from './check-coverage.ts';
import { buildDayGrid, type DayGrid } from './day-grid.ts';

/** The days of a period as a check was watched in them: one grid for all checks whose intervals are the same. */
export interface DayGrids {
  /** Of what was watched for every check. */
  readonly every: DayGrid;
  readonly of: (entity: Entity, indicator: Indicator) => CheckGrid;
}

export interface CheckGrid {
  readonly grid: DayGrid;
  /** In ascending order, those on which the interval changes, or the check is not covered yet by the new one: none is ordinary. */
  readonly turnDays: readonly number[];
}

export function buildDayGrids(period: Interval, coverage: CheckCoverage, timeZone: string): DayGrids {
  const every = buildDayGrid(period, coverage.every, timeZone);
  const known = new Map<CoveredCheck, CheckGrid>();
  const create = (check: CoveredCheck): CheckGrid => ({
    grid: check.coverage === coverage.every ? every : buildDayGrid(period, check.coverage, timeZone),
    turnDays: turnDaysOf(every, check.turns),
  });
  return {
    every,
    of: (entity, indicator) => {
      const check = coverage.of(entity, indicator);
      const grid = known.get(check) ?? create(check);
      known.set(check, grid);
      return grid;
    },
  };
}

function turnDaysOf({ boundsMs, dates }: DayGrid, turns: readonly Interval[]): readonly number[] {
  return [...dates.keys()].filter((day) => {
    const [fromMs = 0, toMs = 0] = [boundsMs[day], boundsMs[day + 1]];
    return turns.some((turn) => turn.fromMs < toMs && turn.toMs > fromMs);
  });
}
