import type { IntervalSet } from '../../core/time/intervals.ts';
import { createSetWalk } from '../../core/time/set-walk.ts';
import type { ChangeColumns, ColumnSlice } from '../../ledger/record/change-columns.ts';
import type { Membership } from '../inventory/members.ts';
import { OUT, UNKNOWN, UP } from '../timelines/state-ms.ts';
import type { DayGrid } from './day-grid.ts';

/** What was found of a day of an indicator while one membership held: most days have one. Places as in `StateMs`, in lists: there are millions of them. */
export interface DayPart {
  readonly membership: Membership;
  readonly stateMs: number[];
}

/** Told of every day on which an indicator was in service. */
export interface DaySink {
  /** In service and up all day, as far as anybody watched, from one day to before another. */
  readonly ordinary: (membership: Membership, fromDay: number, toDay: number) => void;
  readonly other: (day: number, total: readonly number[], parts: readonly DayPart[]) => void;
}

export interface SplitInput {
  readonly columns: Pick<ChangeColumns, 'atMs' | 'states'>;
  readonly slice: Pick<ColumnSlice, 'from' | 'to'>;
  readonly service: IntervalSet;
  /** One after the other without a gap; the last has no end. */
  readonly memberships: readonly Membership[];
}

/**
 * Divides the states of an indicator by days: by priority out of service, unknown before its first change and where
 * nobody watched, else what the last change says, as `buildTimeline` does. Stretches of ordinary days cost as much as
 * one, since a year of a city has eighty million.
 */
export function splitDays(
  { columns, slice, service, memberships }: SplitInput,
  grid: DayGrid,
  sink: DaySink,
): void {
  const { atMs, states } = columns;
  const days = createDayBuffer(grid, sink);
  const counting = createSetWalk(service);
  let [nextChange, nextMember] = [slice.from, 0];
  const nextMs = () => (nextChange < slice.to ? (atMs[nextChange] ?? NEVER_MS) : NEVER_MS);
  let state = UNKNOWN;
  for (let fromMs = grid.fromMs; fromMs < grid.toMs; ) {
    while (nextMs() <= fromMs) state = states[nextChange++] ?? UNKNOWN;
    while ((memberships[nextMember + 1]?.fromMs ?? NEVER_MS) <= fromMs) nextMember++;
    const membership = memberships[nextMember];
    if (!membership) return;
    const isCounting = counting.at(fromMs);
    const toMs = Math.min(
      grid.toMs,
      nextMs(),
      memberships[nextMember + 1]?.fromMs ?? NEVER_MS,
      isCounting.untilMs,
    );
    days.add(isCounting.value ? state : OUT, fromMs, toMs, membership);
    fromMs = toMs;
  }
  days.flush();
}

const NEVER_MS = Number.POSITIVE_INFINITY;

function createDayBuffer(grid: DayGrid, sink: DaySink) {
  const { boundsMs, watchedByDayMs } = grid;
  let openDay = -1;
  let parts: DayPart[] = [];

  const flush = () => {
    if (openDay >= 0) emit(openDay, parts);
    openDay = -1;
    parts = [];
  };
  const emit = (day: number, found: readonly DayPart[]) => {
    const total = [0, 0, 0, 0, 0];
    for (const { stateMs } of found) addTo(total, stateMs);
    const lengthMs = (boundsMs[day + 1] ?? 0) - (boundsMs[day] ?? 0);
    const [upMs = 0, , , unknownMs = 0, outMs = 0] = total;
    if (outMs === lengthMs) return;
    const watched = watchedByDayMs[day] ?? 0;
    const [only] = found;
    const isOrdinary = upMs === watched && unknownMs === lengthMs - watched;
    if (isOrdinary && only && found.length === 1) sink.ordinary(only.membership, day, day + 1);
    else sink.other(day, total, found);
  };
  const addPart = (state: number, fromMs: number, toMs: number, membership: Membership) => {
    let part = parts.at(-1);
    if (part?.membership !== membership) {
      part = { membership, stateMs: [0, 0, 0, 0, 0] };
      parts.push(part);
    }
    const lengthMs = toMs - fromMs;
    const seenMs = state === OUT || state === UNKNOWN ? lengthMs : grid.watchedMs(fromMs, toMs);
    part.stateMs[state] = (part.stateMs[state] ?? 0) + seenMs;
    part.stateMs[UNKNOWN] = (part.stateMs[UNKNOWN] ?? 0) + lengthMs - seenMs;
  };

  return {
    flush,
    add: (state: number, fromMs: number, toMs: number, membership: Membership) => {
      let day = grid.dayOf(fromMs);
      for (let startMs = fromMs; startMs < toMs; day++) {
        if (day !== openDay) flush();
        const endMs = boundsMs[day + 1] ?? toMs;
        const isWhole = startMs === boundsMs[day] && endMs <= toMs;
        if (isWhole && (state === UP || state === OUT)) {
          const endDay = toMs >= grid.toMs ? grid.dates.length : grid.dayOf(toMs);
          if (state === UP) sink.ordinary(membership, day, endDay);
          startMs = boundsMs[endDay] ?? toMs;
          day = endDay - 1;
          continue;
        }
        openDay = day;
        const partEndMs = Math.min(endMs, toMs);
        addPart(state, startMs, partEndMs, membership);
        startMs = partEndMs;
      }
    },
  };
}

function addTo(total: number[], more: readonly number[]): void {
  for (const [place, ms] of more.entries()) total[place] = (total[place] ?? 0) + ms;
}
