import type { Entity, Indicator } from '../../core/state.ts';
import type { DayGroupKind, DayGroupRow, DayRow } from '../../ledger/day-rows.ts';
import type { LedgerReader } from '../../ledger/read-ledger.ts';
import { type Interval, union } from '../../sla/intervals.ts';
import { buildDayGrid, type DayGrid } from './day-grid.ts';
import { createGroupSums, type GroupSums } from './group-sums.ts';
import { type Member, readMembers } from './memberships.ts';
import { type StateMs, splitDays } from './split-days.ts';

/** The sums of some days that follow each other. */
export interface BuiltDays {
  readonly dates: readonly string[];
  /** Days that are not ordinary, in the order of the table's key. Read once. */
  readonly days: Iterable<DayRow>;
  /** Complete when `days` was read to its end. */
  readonly groups: Iterable<DayGroupRow>;
  readonly throughSeq: number;
  readonly timeZone: string;
}

export interface BuildDaysOptions {
  /** Whole days, unless only `groups` are wanted, which are then of the parts of days that it has. */
  readonly period: Interval;
  readonly timeZone: string;
  /** Those of one indicator alone. */
  readonly indicator?: Indicator;
  /** Groups of these kinds alone. */
  readonly kinds?: readonly DayGroupKind[];
  readonly members?: ReadonlyMap<Entity, Member>;
}

/** Computes sums from the record, of one moment. */
export function buildDays(reader: LedgerReader, options: BuildDaysOptions): BuiltDays {
  const { period, timeZone, indicator, kinds } = options;
  return reader.snapshot(() => {
    const grid = buildDayGrid(period, union(reader.coverage(period)), timeZone);
    const members = options.members ?? readMembers(reader);
    const histories = reader.stateHistories({ ...period, ...(indicator === undefined ? {} : { indicator }) });
    const sums = createGroupSums(grid, kinds);
    return {
      dates: grid.dates,
      timeZone,
      throughSeq: reader.headSeq(),
      days: splitAll(grid, histories, members, sums),
      groups: groupsWithCoverage(grid, sums),
    };
  });
}

function* splitAll(
  grid: DayGrid,
  histories: ReturnType<LedgerReader['stateHistories']>,
  members: ReadonlyMap<Entity, Member>,
  sums: GroupSums,
): Generator<DayRow> {
  for (const history of histories) {
    const { entity, indicator } = history;
    const member = members.get(entity);
    if (!member) continue;
    const rows: DayRow[] = [];
    splitDays({ history, ...member }, grid, {
      ordinary: ({ belonging }, fromDay, toDay) => sums.addOrdinary(belonging, indicator, fromDay, toDay),
      other: (day, total, parts) => {
        sums.addOther(indicator, day, parts);
        if (!isOrdinary(total, grid, day)) {
          rows.push({ entity, indicator, date: grid.dates[day] ?? '', ...sumsOf(total) });
        }
      },
    });
    yield* rows;
  }
}

/** A device that changes hands in the middle of a day that is ordinary otherwise. */
function isOrdinary([upMs = 0, , , unknownMs = 0, outMs = 0]: StateMs, grid: DayGrid, day: number): boolean {
  const watchedMs = grid.watchedByDayMs[day] ?? 0;
  const lengthMs = (grid.boundsMs[day + 1] ?? 0) - (grid.boundsMs[day] ?? 0);
  return outMs === 0 && upMs === watchedMs && unknownMs === lengthMs - watchedMs;
}

function sumsOf([upMs = 0, degradedMs = 0, downMs = 0, unknownMs = 0, outOfServiceMs = 0]: StateMs) {
  return { upMs, degradedMs, downMs, unknownMs, outOfServiceMs };
}

/** How long anybody watched is what an ordinary day is up: without it the sparse table says nothing. */
function* groupsWithCoverage(grid: DayGrid, sums: GroupSums): Generator<DayGroupRow> {
  for (const [day, date] of grid.dates.entries()) {
    const upMs = grid.watchedByDayMs[day] ?? 0;
    const unknownMs = (grid.boundsMs[day + 1] ?? 0) - (grid.boundsMs[day] ?? 0) - upMs;
    const rest = { entities: 0, degradedMs: 0, downMs: 0, outOfServiceMs: 0 };
    yield { kind: 'coverage', id: 'watched', indicator: 'reach', date, upMs, unknownMs, ...rest };
  }
  yield* sums.rows();
}
