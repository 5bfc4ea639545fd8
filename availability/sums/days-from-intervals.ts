import { clip, type Interval, type IntervalSet, union } from '../../core/time/intervals.ts';
import { type Period, splitByCalendar } from '../../core/time/periods.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';
import type { DayGroupRow, DayRow, DaySums } from '../../ledger/record/days.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { Membership } from '../inventory/members.ts';
import { readMembers, type SummedMember } from '../inventory/read-members.ts';
import { buildTimeline, type Segment } from '../timelines/timeline.ts';
import { type CoverageRows, type CoveredCheck, readCheckCoverage } from './check-coverage.ts';
import { groupsOf } from './group-sums.ts';
import { addStates, sumStates } from './hours.ts';

/**
 * The rows that the tables of days must have, straight from the timelines of each indicator: slowly, day by day, and
 * with nothing in common with how they are built but what belongs where.
 */
export function daysFromIntervals(
  reader: LedgerReader,
  period: Interval,
  timeZone: string,
): { readonly days: Iterable<DayRow>; readonly groups: () => readonly DayGroupRow[] } {
  const days = splitByCalendar(period, 'day', timeZone);
  const covered = readCheckCoverage(reader, period);
  const ordinaryOf = createOrdinary(days);
  const members = readMembers(reader);
  const groups = new Map<string, DayGroupRow>();
  const pairs = [...reader.latestChanges()].sort(
    (a, b) => compare(a.entity, b.entity) || compare(a.indicator, b.indicator),
  );
  return {
    days: walk(),
    groups: () => [...groups.values()].sort(compareGroups),
  };

  function* walk(): Generator<DayRow> {
    for (const day of days) {
      addAllWatched('watched', day, covered);
      for (const [collector, rows] of covered.byCollector) addAllWatched(`watched/${collector}`, day, rows);
    }
    for (const pair of pairs) {
      const member = members.get(pair.entity);
      if (member) yield* rowsOf(pair, member, covered.of(pair.entity, pair.indicator));
    }
  }

  function addAllWatched(id: string, day: Period, { every, byInterval }: CoverageRows): void {
    if (id === 'watched' || clip(every, day).length > 0) addWatched(id, day, every);
    for (const [intervalMs, own] of byInterval)
      if (clip(own, day).length > 0) addWatched(`${id}/${intervalMs}`, day, union([...every, ...own]));
  }

  function addWatched(id: string, day: Period, coverage: IntervalSet): void {
    const row = { kind: 'coverage', id, indicator: 'reach', date: day.label, entities: 0 } as const;
    groups.set(`coverage ${id} ${day.label}`, { ...row, ...sumsOf([{ ...day, state: 'up' }], coverage) });
  }

  function* rowsOf(
    { entity, indicator }: RecordedChange,
    { service, memberships }: SummedMember,
    check: CoveredCheck,
  ): Generator<DayRow> {
    const { coverage } = check;
    const ordinary = ordinaryOf(check);
    const segments = buildTimeline({
      changes: reader.stateChanges({ entity, indicator, ...period }),
      coverage,
      service,
      period,
    });
    for (const [place, { parts, day }] of cutByDay(segments, days).entries()) {
      const sums = sumStates(parts);
      if (sums.outOfServiceMs === day.toMs - day.fromMs) continue;
      if (!isSame(sums, ordinary[place])) yield { entity, indicator, date: day.label, ...sums };
      const own = memberships.map((membership, next) => ({
        membership,
        parts: clipAll(parts, { fromMs: membership.fromMs, toMs: memberships[next + 1]?.fromMs ?? Infinity }),
      }));
      addToGroups(own, { indicator, date: day.label });
    }
  }

  function addToGroups(
    own: readonly { readonly membership: Membership; readonly parts: readonly Segment[] }[],
    { indicator, date }: Pick<DayGroupRow, 'indicator' | 'date'>,
  ): void {
    const counted = new Set<string>();
    for (const { membership, parts } of own) {
      if (parts.length === 0) continue;
      const sums = sumStates(parts);
      for (const [kind, id] of groupsOf(membership.belonging)) {
        const key = `${kind}\t${id}\t${indicator}\t${date}`;
        const known = groups.get(key) ?? { kind, id, indicator, date, entities: 0, ...sumStates([]) };
        const isNew = parts.some(({ state }) => state !== 'out-of-service') && !counted.has(key);
        if (isNew) counted.add(key);
        groups.set(key, { ...known, ...addStates(known, sums), entities: known.entities + (isNew ? 1 : 0) });
      }
    }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compareGroups = (a: DayGroupRow, b: DayGroupRow): number =>
  compare(a.kind, b.kind) ||
  compare(a.id, b.id) ||
  compare(a.indicator, b.indicator) ||
  compare(a.date, b.date);

/** What the days of a check come to that are up all day; none of a day on which its interval changes is ordinary. */
function createOrdinary(days: readonly Period[]) {
  const known = new Map<CoveredCheck, readonly (DaySums | undefined)[]>();
  return (check: CoveredCheck): readonly (DaySums | undefined)[] => {
    const ordinary =
      known.get(check) ??
      days.map((day) =>
        check.turns.some(({ fromMs, toMs }) => fromMs < day.toMs && toMs > day.fromMs)
          ? undefined
          : sumsOf([{ ...day, state: 'up' }], check.coverage),
      );
    known.set(check, ordinary);
    return ordinary;
  };
}

/** What an indicator that is up all day comes to. */
function sumsOf(segments: readonly Segment[], coverage: IntervalSet): DaySums {
  return sumStates(
    segments.flatMap((period) =>
      buildTimeline({
        changes: [{ seq: 0, atMs: period.fromMs, state: 'up' }],
        coverage,
        service: [period],
        period,
      }),
    ),
  );
}

/** In one go, since both are in order of time. */
function cutByDay(segments: readonly Segment[], days: readonly Period[]) {
  let next = 0;
  return days.map((day) => {
    const parts: Segment[] = [];
    for (; next < segments.length; next++) {
      const segment = segments[next];
      if (!segment || segment.fromMs >= day.toMs) break;
      parts.push(...clipAll([segment], day));
      if (segment.toMs > day.toMs) break;
    }
    return { day, parts };
  });
}

const clipAll = (segments: readonly Segment[], { fromMs, toMs }: Interval): readonly Segment[] =>
  segments
    .map((segment) => ({
      ...segment,
      fromMs: Math.max(segment.fromMs, fromMs),
      toMs: Math.min(segment.toMs, toMs),
    }))
    .filter((segment) => segment.fromMs < segment.toMs);

const isSame = (a: DaySums, b: DaySums | undefined): boolean =>
  b !== undefined &&
  a.upMs === b.upMs &&
  a.degradedMs === b.degradedMs &&
  a.downMs === b.downMs &&
  a.unknownMs === b.unknownMs &&
  a.outOfServiceMs === b.outOfServiceMs;
