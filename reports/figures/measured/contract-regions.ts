import type { Entity, Indicator } from '../../../core/state.ts';
import type { ColumnSlice } from '../../../ledger/change-columns.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  totalMs,
  union,
} from '../../../sla/intervals.ts';
import type { ContractLane, LanePeriod } from './contract-lanes.ts';
import type { ImportedMs } from './imported-time.ts';
import type { MeasuredKind, Member } from './members.ts';
import { type AddStates, addInto, emptyStateMs, type StateMs } from './state-ms.ts';

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
  readonly importedMs: ImportedMs;
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
      for (const { lane, inForce, hours } of coveringLanes(member, indicator, service)) {
        for (const { period, set } of cutByPeriod(lane, hours)) {
          const region = provide(lane, period, indicator, member.kind);
          addSet(region, member, slice, set);
          const imported = importedMs(member.entity, indicator, set);
          if (imported) addInto(region.importedMs, imported);
        }
        addSet(rest('outside-hours', indicator, member.kind), member, slice, subtract(inForce, hours));
        addSet(rest('overlaps', indicator, member.kind), member, slice, intersect(counted, inForce));
        counted = union([...counted, ...inForce]);
      }
      addSet(rest('without-contract', indicator, member.kind), member, slice, subtract(service, counted));
    },
    addNeverMeasured: (member, indicator, service) => {
      for (const { lane, hours } of coveringLanes(member, indicator, service)) {
        for (const { period, set } of cutByPeriod(lane, hours)) {
          const region = provide(lane, period, indicator, member.kind);
          region.neverMs += totalMs(set);
          region.entities.add(member.entity);
          const imported = importedMs(member.entity, indicator, set);
          if (imported) addInto(region.importedMs, imported);
        }
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
      if (inForce.length > 0) yield { lane, inForce, hours: intersect(inForce, time.hours) };
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

/** Both are in order of time. */
function* cutByPeriod(
  { periods }: ContractLane,
  hours: IntervalSet,
): Generator<{ readonly period: LanePeriod; readonly set: IntervalSet }> {
  const [first, last] = [hours[0], hours.at(-1)];
  if (!first || !last) return;
  for (const period of periods) {
    const { inside } = period;
    if (inside.toMs <= first.fromMs || inside.fromMs >= last.toMs) continue;
    const set = hours.length === 1 ? cutOne(first, inside) : clip(hours, inside);
    if (set.length > 0) yield { period, set };
  }
}

const cutOne = (one: Interval, inside: Interval): IntervalSet => [
  { fromMs: Math.max(one.fromMs, inside.fromMs), toMs: Math.min(one.toMs, inside.toMs) },
];
