import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { type Interval, type IntervalSet, union } from '../../core/time/intervals.ts';
import { type Period, splitByCalendar } from '../../core/time/periods.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { readMembers } from '../inventory/read-members.ts';
import type { StateSums } from '../timelines/state-ms.ts';
import { buildDays } from './build-days.ts';
import { dayOf, runsOf } from './day-runs.ts';
import { addStates } from './hours.ts';
import { findStaleDates } from './stale-dates.ts';

export const MEASURED_GROUPS = ['agency', 'district', 'area', 'contractor', 'programme', 'kind'] as const;
export type MeasuredGroupKind = (typeof MEASURED_GROUPS)[number];

export interface MeasuredQuery {
  readonly by: MeasuredGroupKind;
  readonly indicator: Indicator;
  readonly period: Interval;
  readonly timeZone: string;
  /** Devices of one kind alone, or links. */
  readonly kind?: DeviceKind | 'link';
}

/** What was measured of a group: sums of milliseconds, which may be added to those of others. */
export interface MeasuredGroup extends StateSums {
  readonly id: string;
  /** Of each kind the most that were in service on one day. */
  readonly entities: number;
}

export interface MeasuredSums {
  /** By id. */
  readonly groups: readonly MeasuredGroup[];
  /** Of each kind the most that were in service on one day, whatever they went over to in the period. */
  readonly entities: number;
  /** How many whole days came from their sums, and what had to be worked out from the intervals. */
  readonly daysFromSums: number;
  readonly fromIntervals: IntervalSet;
}

/**
 * Adds up what was measured, by group: whole days from their sums where these are right, everything else from the
 * intervals, of one moment. What was never measured is in no sum.
 */
export function measuredSums(reader: LedgerReader, query: MeasuredQuery): MeasuredSums {
  return reader.snapshot(() => {
    const { dates, rest } = divide(reader, query);
    const { by, kind } = query;
    const ofGroup = new Map<string, Total>();
    const ofKind = by === 'kind' ? ofGroup : new Map<string, Total>();
    for (const [group, total] of totalsOf(reader, query, { dates, rest })) {
      addTo(group === by ? ofGroup : ofKind, total);
    }
    const groups = new Map<string, MeasuredGroup>();
    for (const { id, entities, ...sums } of ofGroup.values()) {
      const [group, its] = splitId(by, id);
      if (kind !== undefined && its !== kind) continue;
      const known = groups.get(group);
      groups.set(group, {
        id: group,
        entities: entities + (known?.entities ?? 0),
        ...(known ? addStates(known, sums) : sums),
      });
    }
    const kinds = new Set([...ofGroup.keys()].map((id) => splitId(by, id)[1]));
    const counted = [...ofKind.values()].filter(({ id }) => kinds.has(id) && (kind ?? id) === id);
    return {
      groups: [...groups.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
      entities: counted.reduce((sum, { entities }) => sum + entities, 0),
      daysFromSums: dates.length,
      fromIntervals: rest,
    };
  });
}

interface Total extends StateSums {
  readonly id: string;
  readonly entities: number;
}

/** The whole days whose sums are right, and the rest of the period. */
function divide(reader: LedgerReader, { period, timeZone }: MeasuredQuery) {
  const { staleDates } = findStaleDates(reader, timeZone);
  const right = new Set(
    reader
      .builtDays()
      .map(({ date }) => date)
      .filter((date) => !staleDates.has(date)),
  );
  const parts = splitByCalendar(period, 'day', timeZone);
  const isRight = (part: Period) => right.has(part.label) && isWhole(part, timeZone);
  return {
    dates: parts.filter(isRight).map(({ label }) => label),
    rest: union(parts.filter((part) => !isRight(part))),
  };
}

function isWhole({ label, fromMs, toMs }: Period, timeZone: string): boolean {
  const day = dayOf(label, timeZone);
  return day.fromMs === fromMs && day.toMs === toMs;
}

/** By the group that is asked for, and by kind: what changes hands is in two groups, and of one kind. */
function* totalsOf(
  reader: LedgerReader,
  { by, indicator, timeZone }: MeasuredQuery,
  { dates, rest }: { readonly dates: readonly string[]; readonly rest: IntervalSet },
): Generator<readonly [MeasuredGroupKind, Total]> {
  const wanted = [...new Set([by, 'kind'] as const)];
  for (const { fromDate, toDate } of runsOf(dates, timeZone)) {
    for (const kind of wanted) {
      const totals = reader.dayGroupTotals({ kind, indicator, fromDate, toDate });
      for (const { kind: _, indicator: __, ...total } of totals) yield [kind, total];
    }
  }
  const members = rest.length > 0 ? readMembers(reader) : undefined;
  for (const period of members ? rest : []) {
    const built = buildDays(reader, {
      period,
      timeZone,
      indicator,
      kinds: wanted,
      ...(members ? { members } : {}),
    });
    // Groups are complete once all days were gone through.
    for (const _ of built.days);
    for (const {
      id,
      entities,
      upMs,
      degradedMs,
      downMs,
      unknownMs,
      outOfServiceMs,
      ...row
    } of built.groups) {
      const group = wanted.find((one) => one === row.kind);
      if (group) yield [group, { id, entities, upMs, degradedMs, downMs, unknownMs, outOfServiceMs }];
    }
  }
}

function addTo(byId: Map<string, Total>, total: Total): void {
  const known = byId.get(total.id);
  const entities = Math.max(total.entities, known?.entities ?? 0);
  byId.set(total.id, { ...total, ...(known ? addStates(known, total) : {}), entities });
}

/** The group and the kind of device that an id is made of; neither has a stroke in it. */
function splitId(by: MeasuredGroupKind, id: string): readonly [group: string, kind: string] {
  if (by === 'kind') return [id, id];
  const stroke = id.lastIndexOf('/');
  return [id.slice(0, stroke), id.slice(stroke + 1)];
}
