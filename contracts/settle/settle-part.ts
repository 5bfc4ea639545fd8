import {
  type Attributed,
  createAttribution,
  type DownSpan,
} from '../../availability/attribution/attribution.ts';
import { type MeasuredHistory, measuredSegments } from '../../availability/timelines/entity-timelines.ts';
import type { MeasuredWorld } from '../../availability/timelines/measured-world.ts';
import type { UpstreamNetwork } from '../../availability/timelines/upstream-network.ts';
import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  union,
} from '../../core/time/intervals.ts';
import { serviceHours } from '../../core/time/service-calendar.ts';
import { type Assumed, assumeUnknown, type Measurements } from '../sla/assume-unknown.ts';
import { type EntityFigures, settleEntity } from '../sla/settle-entity.ts';
import type { ContractExcuses } from './contract-excuses.ts';
import type { ContractPart } from './contract-parts.ts';
import type { CoveredEntity } from './covered-entities.ts';
import type { Answering } from './ownership-of-blame.ts';

export interface PartContext {
  readonly part: ContractPart;
  readonly covered: readonly CoveredEntity[];
  /** Of `part.terms.indicator`, or of another that is settled by the same terms. */
  readonly world: MeasuredWorld;
  readonly network: UpstreamNetwork;
  readonly excuses: ContractExcuses;
  readonly answering: Answering;
  readonly standIns: StandIns;
  /** The hours of service of the terms. */
  readonly hoursIn: (interval: Interval) => IntervalSet;
  /** What time in the part that is unknown is taken to have been; absent: it stays unknown. */
  readonly assumed?: Assumed;
}

/** When each line was down that stands in for one. */
export type StandIns = (entity: Entity) => readonly IntervalSet[];

/** The figures of everything that a contract covers and that counts at some time in one part of a period. */
export function settlePart(context: PartContext): readonly EntityFigures[] {
  const { part, covered, world, network, excuses, answering, standIns, hoursIn } = context;
  const { terms } = part;
  const attribute = createAttribution({
    rules: terms.rules,
    downOf: world.downOf,
    shutOf: world.shutOf,
    topologyOf: network.topologyOf,
    decidedOf: (entity) => excuses.decidedOf(entity, terms.rules),
    restartGraceMs: terms.restartGraceMs,
  });
  return covered.flatMap((own) => {
    const { entity, inForce, service } = own;
    const history = world.histories.get(entity);
    if (!history || clip(intersect(inForce, service), part).length === 0) return [];
    const { measured, outages } = measurementsOf(own, history, context);
    const attributed: readonly Attributed[] =
      outages.length === 0 ? [] : attribute({ entity, down: outages, topology: network.topologyOf(entity) });
    const owners = new Set(attributed.map(({ owner }) => owner));
    return [
      settleEntity({
        entity,
        indicator: world.indicator,
        terms,
        period: { fromMs: part.fromMs, toMs: part.toMs },
        measured,
        outages,
        attributed,
        excused: excuses.excusesOf(entity, attributed),
        inForce,
        isOwn: answering.isOwn,
        ownershipTurnsMs: owners.size === 0 ? [] : answering.turnsMs(owners, world.window, terms.rules),
        standIns: standIns(entity),
        serviceHours: hoursIn,
      }),
    ];
  });
}

/** What was measured of an entity, or what is assumed in its place. */
export function measurementsOf(
  { entity, service }: CoveredEntity,
  history: MeasuredHistory,
  { part, world, assumed }: Pick<PartContext, 'part' | 'world' | 'assumed'>,
): Measurements {
  const { outages } = history;
  const coverage = world.coverageOf(entity);
  const known = { measured: measuredSegments(history, { period: part, coverage, service }), outages };
  return assumed ? assumeUnknown(known, assumed, part) : known;
}

/**
 * Lines under one contract stand in for one another where they have the same far end. One that is not in force carries
 * nothing.
 */
export function createStandIns(
  covered: readonly CoveredEntity[],
  outagesOf: (other: CoveredEntity) => readonly DownSpan[],
  {
    farEndOf,
    redundantLines,
  }: { readonly farEndOf: (entity: Entity) => string | undefined } & Pick<ContractTerms, 'redundantLines'>,
): StandIns {
  if (redundantLines !== 'down-together') return () => [];
  const byFarEnd = Map.groupBy(covered, ({ entity }) => farEndOf(entity));
  return (entity) => {
    const farEnd = farEndOf(entity);
    if (farEnd === undefined) return [];
    return (byFarEnd.get(farEnd) ?? [])
      .filter((other) => other.entity !== entity)
      .map((other) =>
        union([...outagesOf(other), ...subtract([EVER], intersect(other.inForce, other.service))]),
      );
  };
}

const EVER: Interval = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** Hours of service, which are the same for all entities: worked out once for the longest interval that was asked for. */
export function createHours({ service, timeZone }: ContractTerms): (interval: Interval) => IntervalSet {
  let known: { readonly interval: Interval; readonly hours: IntervalSet } | undefined;
  return (interval) => {
    if (!known || interval.fromMs < known.interval.fromMs || interval.toMs > known.interval.toMs) {
      const wide = {
        fromMs: Math.min(interval.fromMs, known?.interval.fromMs ?? interval.fromMs),
        toMs: Math.max(interval.toMs, known?.interval.toMs ?? interval.toMs),
      };
      known = { interval: wide, hours: serviceHours(service, wide, timeZone) };
    }
    return clip(known.hours, interval);
  };
}
