import type { Attributed, DownSpan } from '../../availability/attribution/attribution.ts';
import type { ContractTerms, ExcuseCause } from '../../core/domain/contract-terms.ts';
import type { Entity, Indicator } from '../../core/domain/state.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  union,
} from '../../core/time/intervals.ts';
import { type Lane, setOf } from '../../core/time/lane.ts';
import { serviceHours } from '../../core/time/service-calendar.ts';
import { allowExcuses, type Excuses } from './allow-excuses.ts';
import { type BlameLabel, layBlame } from './blame-label.ts';
import { classify } from './classify.ts';
import type { Excuse, Refused } from './excuse.ts';
import { type OutageStatistics, outageStatistics } from './outage-statistics.ts';
import { isShorter, type SettledOutage, settleOutages } from './settle-outages.ts';
import {
  type Availability,
  availabilityOf,
  type MeasuredSegment,
  type SettledSegment,
  type SettledSums,
  sumClasses,
} from './settled-class.ts';

/** What is known of one indicator of a device or link that a contract covers. */
export interface EntityInput {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly terms: ContractTerms;
  /** Finite; ends at "as of" where the contract's period is not over yet. */
  readonly period: Interval;
  /** In order of time, over all of the period; where it reaches back over outages that began earlier, those use it too. */
  readonly measured: readonly MeasuredSegment[];
  /** Whole, not cut off at the ends of the period; they do not overlap. */
  readonly outages: readonly DownSpan[];
  /** Who answers for each outage; what is not there is the entity's own. */
  readonly attributed: readonly Attributed[];
  /** Whole, and back to where the allowance of planned work begins to count. */
  readonly excused: readonly Excuse[];
  /** When the contract covers the entity, whole: also before the period, as far as outages and planned work reach. */
  readonly inForce: IntervalSet;
  /** Whether an owner is under this contract at an instant. */
  readonly isOwn: (owner: Entity, atMs: number) => boolean;
  /** Instants in ascending order at which `isOwn` may say something else. */
  readonly ownershipTurnsMs?: readonly number[];
  /**
   * When each line was down that stands in for this one, whole: where the terms count lines as `down-together`, this one
   * is down only while all of them are. Absent: there is none.
   */
  readonly standIns?: readonly IntervalSet[];
  /** The name that the contract gives to the urgency of an outage; without one the longest time to restore holds. */
  readonly severityOf?: (outage: DownSpan) => string | undefined;
  /** The hours of the terms' calendar, where the caller keeps them: they are the same for all entities of a contract. */
  readonly serviceHours?: (interval: Interval) => IntervalSet;
}

/** The figures of an entity under a contract. */
export interface EntityFigures extends Availability, OutageStatistics {
  readonly entity: Entity;
  readonly indicator: Indicator;
  /** One after the other without a gap: their lengths add up to the period's. */
  readonly segments: readonly SettledSegment[];
  readonly sums: SettledSums;
  readonly excusedByCause: Readonly<Partial<Record<ExcuseCause, number>>>;
  /** How much of the time in service was known, whatever became of it. */
  readonly coverage: Coverage;
  /** When a fee is due: under contract in the period and not out of service, at whatever hour. */
  readonly underContract: IntervalSet;
  readonly outages: readonly SettledOutage[];
  /** What was asked for in the period and is not excused, with the term that forbids it. */
  readonly refused: readonly Refused[];
}

export interface Coverage {
  readonly knownMs: number;
  readonly inServiceMs: number;
}

/** Settles one indicator of one entity: every millisecond of the period is of one class, and says why. */
export function settleEntity(input: EntityInput): EntityFigures {
  const { entity, indicator, terms, period, measured } = input;
  const outOfService = statesOf(measured, 'out-of-service');
  const underContract = subtract(input.inForce, outOfService);
  const service = intersect(underContract, hoursOf(input));
  const { excused, outages: down, attributed } = input;
  const excuses = allowExcuses({ entity, excused, terms, service, outages: down, attributed });
  const blame = layBlame(attributed, input.isOwn, input.ownershipTurnsMs ?? []);
  const carried = carriedByOthers(input);
  const tolerated = union([...input.outages.filter((outage) => isShorter(outage, terms)), ...carried]);
  const segments = classify({ period, terms, measured, service, tolerated, excuses, blame });
  const outages = settleOutages({
    outages: input.outages,
    period,
    terms,
    answerable: subtract(answerable(input, service, excuses, blame), carried),
    blame,
    severityOf: input.severityOf ?? (() => undefined),
  });
  const sums = sumClasses(segments);
  const availability = availabilityOf(sums, terms);
  return {
    entity,
    indicator,
    segments,
    sums,
    excusedByCause: sumCauses(segments),
    ...availability,
    coverage: coverageOf(segments),
    underContract: clip(underContract, period),
    outages,
    ...outageStatistics(outages, period, availability.goodMs),
    refused: excuses.refused.flatMap((refused) =>
      clip([refused], period).map((part) => ({ ...refused, ...part })),
    ),
  };
}

const statesOf = (measured: readonly MeasuredSegment[], wanted: MeasuredSegment['state']): IntervalSet =>
  union(measured.filter(({ state }) => state === wanted));

/** The calendar's hours, as far back as anything that is asked of them. */
function hoursOf({ terms, period, outages, excused, ...input }: EntityInput): IntervalSet {
  const beginningsMs = [period, ...outages, ...excused.flatMap(({ set }) => set)].map(({ fromMs }) => fromMs);
  const span = { fromMs: beginningsMs.reduce((a, b) => Math.min(a, b)), toMs: period.toMs };
  return input.serviceHours?.(span) ?? serviceHours(terms.service, span, terms.timeZone);
}

/** When this line is down and another carries what it should. */
function carriedByOthers({ terms, standIns = [], outages, measured }: EntityInput): IntervalSet {
  if (terms.redundantLines !== 'down-together' || standIns.length === 0) return [];
  const down = union([...outages, ...statesOf(measured, 'down')]);
  return subtract(down, standIns.reduce(intersect));
}

/** When the contractor answers for what is down. While nobody watched nobody knows what was. */
function answerable(
  { terms, measured }: EntityInput,
  service: IntervalSet,
  { windows, claims }: Excuses,
  blame: Lane<BlameLabel>,
): IntervalSet {
  const others = terms.othersDown === 'own' ? [] : setOf(blame.filter(({ label }) => !label.isOwn));
  const notDown = union(measured.filter(({ state }) => state !== 'down'));
  return subtract(service, union([...windows, ...claims, ...others, ...notDown]));
}

function sumCauses(segments: readonly SettledSegment[]): EntityFigures['excusedByCause'] {
  const sums: Partial<Record<ExcuseCause, number>> = {};
  for (const { excuse, fromMs, toMs } of segments) {
    if (excuse) sums[excuse.cause] = (sums[excuse.cause] ?? 0) + (toMs - fromMs);
  }
  return sums;
}

function coverageOf(segments: readonly SettledSegment[]): Coverage {
  let [knownMs, inServiceMs] = [0, 0];
  for (const segment of segments) {
    if (segment.class === 'out-of-service') continue;
    inServiceMs += segment.toMs - segment.fromMs;
    if (segment.measured !== 'unknown') knownMs += segment.toMs - segment.fromMs;
  }
  return { knownMs, inServiceMs };
}
