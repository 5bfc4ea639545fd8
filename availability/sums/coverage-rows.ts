import { type Interval, union } from '../../core/time/intervals.ts';
import type { DayGroupRow } from '../../ledger/record/days.ts';
import type { CheckCoverage, CoverageRows } from './check-coverage.ts';
import { buildDayGrid, type DayGrid } from './day-grid.ts';

/** How long every check was watched; with an interval behind a stroke how long those of that interval were, with a collector before that how long it did. */
const WATCHED = 'watched';

/**
 * How long checks were watched is what an ordinary day is up: without it the sparse table says nothing. One row a day for
 * every check, and one for each interval that has coverage of its own on that day; where several collectors share the city the same
 * of each, since one may come late with what another has told already.
 */
export function* coverageRows(
  period: Interval,
  { byCollector, ...all }: Pick<CheckCoverage, 'every' | 'byInterval' | 'byCollector'>,
  timeZone: string,
): Generator<DayGroupRow> {
  yield* rowsOf(WATCHED, period, all, timeZone);
  // A day must have the same rows whether it is looked at alone or with others.
  for (const [collector, rows] of byCollector)
    for (const row of rowsOf(`${WATCHED}/${collector}`, period, rows, timeZone)) if (row.upMs > 0) yield row;
}

function* rowsOf(
  id: string,
  period: Interval,
  { every, byInterval }: CoverageRows,
  timeZone: string,
): Generator<DayGroupRow> {
  const grid = buildDayGrid(period, every, timeZone);
  for (const day of grid.dates.keys()) yield rowOf(id, grid, day);
  for (const [intervalMs, own] of byInterval) {
    const ownByDayMs = buildDayGrid(period, own, timeZone).watchedByDayMs;
    const all = buildDayGrid(period, union([...every, ...own]), timeZone);
    for (const day of all.dates.keys())
      if ((ownByDayMs[day] ?? 0) > 0) yield rowOf(`${id}/${intervalMs}`, all, day);
  }
}

function rowOf(id: string, { boundsMs, dates, watchedByDayMs }: DayGrid, day: number): DayGroupRow {
  const upMs = watchedByDayMs[day] ?? 0;
  const unknownMs = (boundsMs[day + 1] ?? 0) - (boundsMs[day] ?? 0) - upMs;
  const rest = { entities: 0, degradedMs: 0, downMs: 0, outOfServiceMs: 0 };
  return { kind: 'coverage', id, indicator: 'reach', date: dates[day] ?? '', upMs, unknownMs, ...rest };
}
