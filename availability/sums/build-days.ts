import type { Entity, Indicator } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { ChangeColumns } from '../../ledger/record/change-columns.ts';
import type { DayGroupKind, DayRow, NewDays } from '../../ledger/record/days.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { readMembers, type SummedMember } from '../inventory/read-members.ts';
import type { CheckIntervals } from '../timelines/check-intervals.ts';
import { toStateSums } from '../timelines/state-ms.ts';
import { readCheckCoverage } from './check-coverage.ts';
import { coverageRows } from './coverage-rows.ts';
import type { DayGrid } from './day-grid.ts';
import { buildDayGrids, type DayGrids } from './day-grids.ts';
import { createGroupSums, type GroupSums } from './group-sums.ts';
import { splitDays } from './split-days.ts';

export interface BuildDaysOptions {
  /** Whole days, unless only `groups` are wanted, which are then of the parts of days that it has. */
  readonly period: Interval;
  readonly timeZone: string;
  /** Those of one indicator alone. */
  readonly indicator?: Indicator;
  /** Groups of these kinds alone. */
  readonly kinds?: readonly DayGroupKind[];
  readonly members?: ReadonlyMap<Entity, SummedMember>;
  readonly intervals?: () => CheckIntervals;
}

/**
 * Computes the sums of days that follow each other from the record, of one moment. Its days are those that are not ordinary, in
 * the order of the table's key, to be read once; its groups are complete when they were read to their end.
 */
export function buildDays(reader: LedgerReader, options: BuildDaysOptions): NewDays {
  const { period, timeZone, indicator, kinds } = options;
  return reader.snapshot(() => {
    const coverage = readCheckCoverage(reader, {
      ...period,
      ...(options.intervals && { intervals: options.intervals }),
    });
    const grids = buildDayGrids(period, coverage, timeZone);
    const members = options.members ?? readMembers(reader);
    const columns = reader.changeColumns({ ...period, ...(indicator === undefined ? {} : { indicator }) });
    const sums = createGroupSums(grids.every, kinds);
    return {
      dates: grids.every.dates,
      timeZone,
      throughSeq: reader.headSeq(),
      days: splitAll(grids, columns, members, sums),
      groups: concat(coverageRows(period, coverage, timeZone), sums.rows()),
    };
  });
}

function* splitAll(
  grids: DayGrids,
  columns: ChangeColumns,
  members: ReadonlyMap<Entity, SummedMember>,
  sums: GroupSums,
): Generator<DayRow> {
  for (const slice of columns.slices) {
    const { entity, indicator } = slice;
    const member = members.get(entity);
    if (!member) continue;
    const rows: DayRow[] = [];
    const { grid, turnDays } = grids.of(entity, indicator);
    const addRow = (day: number, total: readonly number[]) =>
      rows.push({ entity, indicator, date: grid.dates[day] ?? '', ...toStateSums(total) });
    splitDays({ columns, slice, ...member }, grid, {
      ordinary: ({ belonging }, fromDay, toDay) => {
        sums.addOrdinary(belonging, indicator, { grid, fromDay, toDay });
        for (const day of turnDays) if (fromDay <= day && day < toDay) addRow(day, ordinaryMs(grid, day));
      },
      other: (day, total, parts) => {
        sums.addOther(indicator, day, parts);
        if (turnDays.includes(day) || !isOrdinary(total, grid, day)) addRow(day, total);
      },
    });
    yield* rows;
  }
}

/** A device that changes hands in the middle of a day that is ordinary otherwise. */
function isOrdinary([upMs, , , unknownMs, outMs]: readonly number[], grid: DayGrid, day: number): boolean {
  const [watchedMs, , , restMs] = ordinaryMs(grid, day);
  return outMs === 0 && upMs === watchedMs && unknownMs === restMs;
}

function ordinaryMs(grid: DayGrid, day: number): readonly number[] {
  const watchedMs = grid.watchedByDayMs[day] ?? 0;
  return [watchedMs, 0, 0, (grid.boundsMs[day + 1] ?? 0) - (grid.boundsMs[day] ?? 0) - watchedMs, 0];
}

function* concat<Row>(...lists: readonly Iterable<Row>[]): Generator<Row> {
  for (const list of lists) yield* list;
}
