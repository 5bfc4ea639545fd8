import type { MeasuredKind, Member } from '../../../availability/inventory/members.ts';
import {
  type AddStates,
  addInto,
  emptyStateMs,
  type StateMs,
} from '../../../availability/timelines/state-ms.ts';
import type { ImportedMs } from '../../../availability/window/imported-time.ts';
import type { Entity, Indicator } from '../../../core/domain/state.ts';
import { clip, type IntervalSet, intersect, subtract, union } from '../../../core/time/intervals.ts';
import type { ColumnSlice } from '../../../ledger/record/change-columns.ts';
import type { ContractLane, LanePeriod } from '../measured/contract-lanes.ts';

/** What is on record now of the time that one period of a contract counts, of one kind of device. */
export interface PeriodRegion {
  readonly contractId: string;
  readonly period: LanePeriod;
  readonly indicator: Indicator;
  readonly kind: MeasuredKind;
  readonly stateMs: StateMs;
  /** Time of what was never measured: in no annual figure. */
  neverMs: number;
  /** What of it only an import tells. */
  readonly importedMs: StateMs;
  readonly entities: Set<Entity>;
}

/** Measured time that belongs to no period of a contract, or to several. */
export interface Region {
  readonly stateMs: StateMs;
  readonly entities: Set<Entity>;
}

export type RestRegion = 'outside-hours' | 'without-contract' | 'overlaps';

export interface ContractRegions {
  /** What was measured of one indicator: every second in service is in a region. */
  readonly add: (member: Member, slice: ColumnSlice, service: IntervalSet) => void;
  /** In service, and nothing at all was measured of it. */
  readonly addNeverMeasured: (member: Member, indicator: Indicator, service: IntervalSet) => void;
  readonly periods: () => readonly PeriodRegion[];
  readonly rest: (name: RestRegion, indicator: Indicator, kind: MeasuredKind) => Region;
}

export interface RegionsQuestion {
  readonly lanes: readonly ContractLane[];
  readonly addStates: AddStates;
  /** Absent where nothing was imported. */
  readonly importedMs?: ImportedMs;
}

/** Divides what is in service by the contracts that count it. */
export function createContractRegions({ lanes, addStates, importedMs }: RegionsQuestion): ContractRegions {
  const laneOf = new Map(lanes.map((lane) => [lane.id, lane]));
  const periods = new Map<string, PeriodRegion>();
  const rests = new Map<string, Region>();

  return {
    add: (member, slice, service) => {
      const { indicator } = slice;
      let counted: IntervalSet = [];
      for (const { lane, time, inForce } of coveringLanes(member, indicator, service)) {
        eachInPeriods(lane, inForce, time.hours, (period, fromMs, toMs) => {
          const region = provide(lane, period, indicator, member.kind);
          region.entities.add(member.entity);
          addStates(slice, fromMs, toMs, region.stateMs);
        });
        addImported(lane, member, indicator, intersect(inForce, importedMs ? time.hours : []));
        const outside = rest('outside-hours', indicator, member.kind);
        eachCommon(inForce, time.outside, (fromMs, toMs) => {
          outside.entities.add(member.entity);
          addStates(slice, fromMs, toMs, outside.stateMs);
        });
        addSet(rest('overlaps', indicator, member.kind), member, slice, intersect(counted, inForce));
        counted = union([...counted, ...inForce]);
      }
      addSet(rest('without-contract', indicator, member.kind), member, slice, subtract(service, counted));
    },
    addNeverMeasured: (member, indicator, service) => {
      for (const { lane, time, inForce } of coveringLanes(member, indicator, service)) {
        eachInPeriods(lane, inForce, time.hours, (period, fromMs, toMs) => {
          const region = provide(lane, period, indicator, member.kind);
          region.neverMs += toMs - fromMs;
          region.entities.add(member.entity);
        });
        addImported(lane, member, indicator, intersect(inForce, importedMs ? time.hours : []));
      }
    },
    periods: () => [...periods.values()],
    rest,
  };

  function* coveringLanes(member: Member, indicator: Indicator, service: IntervalSet) {
    for (const id of contractsOf(member)) {
      const lane = laneOf.get(id);
      const time = lane?.counting.get(indicator);
      if (!lane || !time) continue;
      const under = union(member.contracts.filter(({ value }) => value.contracts.includes(id)));
      const inForce = intersect(intersect(under, service), time.inForce);
      if (inForce.length > 0) yield { lane, time, inForce };
    }
  }

  function addImported(lane: ContractLane, member: Member, indicator: Indicator, hours: IntervalSet): void {
    if (!importedMs || hours.length === 0) return;
    for (const period of lane.periods) {
      const imported = importedMs(member.entity, indicator, clip(hours, period.inside));
      if (imported) addInto(provide(lane, period, indicator, member.kind).importedMs, imported);
    }
  }

  function provide(
    lane: ContractLane,
    period: LanePeriod,
    indicator: Indicator,
    kind: MeasuredKind,
  ): PeriodRegion {
    const key = `${lane.id} ${period.period.label} ${indicator} ${kind}`;
    const region = periods.get(key) ?? {
      contractId: lane.id,
      period,
      indicator,
      kind,
      stateMs: emptyStateMs(),
      neverMs: 0,
      importedMs: emptyStateMs(),
      entities: new Set<Entity>(),
    };
    periods.set(key, region);
    return region;
  }

  function rest(name: RestRegion, indicator: Indicator, kind: MeasuredKind): Region {
    const key = `${name} ${indicator} ${kind}`;
    const region = rests.get(key) ?? { stateMs: emptyStateMs(), entities: new Set<Entity>() };
    rests.set(key, region);
    return region;
  }

  function addSet(region: Region, { entity }: Member, slice: ColumnSlice, set: IntervalSet): void {
    if (set.length === 0) return;
    region.entities.add(entity);
    for (const { fromMs, toMs } of set) addStates(slice, fromMs, toMs, region.stateMs);
  }
}

function contractsOf({ contracts }: Member): readonly string[] {
  const [first, ...others] = contracts;
  if (!first) return [];
  if (others.length === 0) return first.value.contracts;
  return [...new Set(contracts.flatMap(({ value }) => value.contracts))].sort();
}

type Each = (fromMs: number, toMs: number) => void;

/** What two sets have in common, without a list of it: hours of service are hundreds a year, for each of 100,000 devices. */
function eachCommon(a: IntervalSet, b: IntervalSet, each: Each): void {
  let [placeA, placeB] = [0, 0];
  for (;;) {
    const [first, second] = [a[placeA], b[placeB]];
    if (!first || !second) return;
    const fromMs = Math.max(first.fromMs, second.fromMs);
    const toMs = Math.min(first.toMs, second.toMs);
    if (fromMs < toMs) each(fromMs, toMs);
    if (first.toMs < second.toMs) placeA++;
    else placeB++;
  }
}

/** The same, cut where periods begin. */
function eachInPeriods(
  { periods }: ContractLane,
  a: IntervalSet,
  b: IntervalSet,
  each: (period: LanePeriod, fromMs: number, toMs: number) => void,
): void {
  let next = 0;
  eachCommon(a, b, (fromMs, toMs) => {
    while ((periods[next]?.inside.toMs ?? Number.POSITIVE_INFINITY) <= fromMs) next++;
    for (let place = next; place < periods.length; place++) {
      const period = periods[place];
      if (!period || period.inside.fromMs >= toMs) return;
      each(period, Math.max(fromMs, period.inside.fromMs), Math.min(toMs, period.inside.toMs));
    }
  });
}
