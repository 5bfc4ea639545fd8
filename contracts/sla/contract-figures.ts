import type { LineDay } from '../../availability/attribution/saturation.ts';
import type { ContractTerms, ExcuseCause, MoneyType, Vnd } from '../../core/domain/contract-terms.ts';
import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { IntervalSet } from '../../core/time/intervals.ts';
import { type Period, splitByCalendar } from '../../core/time/periods.ts';
import { type AppliedCap, applyCaps, type MoneyLine } from '../money/caps.ts';
import { buildFees, type Fee, type Fees } from '../money/fees.ts';
import { computeLines, type MoneyInput } from '../money/money.ts';
import { checkTargets, type RecordingFacts, type ResponseFact, type TargetCheck } from './check-targets.ts';
import { type FleetShare, fleetShare } from './fleet-share.ts';
import type { Fraction } from './fraction.ts';
import type { LateAnswer } from './incident-clock.ts';
import { isHeldAgainst, leaveOutUnmeasured } from './never-measured.ts';
import { addStatistics, type OutageStatistics } from './outage-statistics.ts';
import type { Coverage, EntityFigures } from './settle-entity.ts';
import { type Availability, addAvailabilities, addSums, type SettledSums } from './settled-class.ts';

/** What figures need besides intervals and terms; what is absent is not measured, and said to be. */
export interface FiguresContext {
  readonly kindOf: (entity: Entity) => DeviceKind | 'link';
  /** When the contract itself is in force, for its own fee; all of the period where absent. */
  readonly inForce?: IntervalSet;
  readonly recordingOf?: (entity: Entity) => RecordingFacts | undefined;
  /** Daily percentiles of a line, also of days before the period, so that a run that began there is seen whole. */
  readonly lineDaysOf?: (entity: Entity) => readonly LineDay[] | undefined;
  /** Answers to incidents that were due in the period; absent where nobody kept incidents. */
  readonly responses?: readonly ResponseFact[];
  /** Incidents that were answered later than agreed in the period, or not yet. */
  readonly lateAnswers?: readonly LateAnswer[];
  /** Periods in a row, directly before this one, in which the rule had lines for the entity, or for the fleet. */
  readonly breachesBefore?: (rule: string, entity: Entity | undefined) => number;
}

/** The figures of a contract: of each entity and of all together, targets, and money with its working. */
export interface ContractFigures {
  readonly period: Period;
  /** In the order in which they were given; those that were never measured count neither way. */
  readonly entities: readonly EntityFigures[];
  /** Sums of the entities' sums, never means of their percentages. */
  readonly aggregate: Aggregate;
  /** The share that worked at any time; absent where the terms have no target for it. */
  readonly fleet?: FleetShare;
  readonly checks: readonly TargetCheck[];
  readonly money: Money;
}

export interface Aggregate extends Availability, OutageStatistics {
  readonly sums: SettledSums;
  readonly excusedByCause: Readonly<Partial<Record<ExcuseCause, number>>>;
  readonly coverage: Coverage;
}

export interface Money {
  /** What the contract costs in the period, where it agrees a fee. */
  readonly fee?: Fee;
  /** What each device and link costs in it, where the contract agrees that. */
  readonly fees: ReadonlyMap<Entity, Fee>;
  readonly lines: readonly MoneyLine[];
  readonly caps: readonly AppliedCap[];
  /** What is left to pay after the limits. */
  readonly byType: Readonly<Record<MoneyType, Vnd>>;
  readonly total: Vnd;
}

export function contractFigures(
  terms: ContractTerms,
  period: Period,
  settled: readonly EntityFigures[],
  context: FiguresContext,
): ContractFigures {
  const entities = leaveOutUnmeasured(settled, terms);
  const aggregate = aggregateOf(entities);
  const dates = datesIn(period, terms);
  const { fleetPpm, fleetOf } = terms.targets;
  const ofFleet = entities
    .filter(({ entity }) => !fleetOf || context.kindOf(entity) === fleetOf)
    .filter((figures) => !isHeldAgainst(terms, figures));
  const fleet = fleetPpm === undefined ? undefined : fleetShare(ofFleet, terms, fleetPpm);
  const checks = checkTargets({
    targets: terms.targets,
    rules: terms.rules,
    entities,
    fleet,
    period: { fromMs: period.fromMs, firstDate: [...dates][0] ?? '', lastDate: [...dates].at(-1) ?? '' },
    recordingOf: (entity) => context.recordingOf?.(entity),
    lineDaysOf: (entity) => context.lineDaysOf?.(entity),
    ...(context.responses === undefined ? {} : { responses: context.responses }),
  });
  return {
    period,
    entities,
    aggregate,
    ...(fleet === undefined ? {} : { fleet }),
    checks,
    money: moneyOf({
      terms,
      entities,
      context,
      fleet: aggregate,
      dates,
      fees: feesOf(terms, period, entities, context),
    }),
  };
}

/** What is otherwise than it is. */
export interface Varied {
  readonly entities: ReadonlyMap<Entity, EntityFigures>;
  /** Of recorders. */
  readonly recordings: ReadonlyMap<Entity, RecordingFacts | undefined>;
}

/**
 * The money alone, as it would be if some entities had other figures. Fees follow from no figure, and stay; so do the lines
 * of all others, before limits.
 */
export function createContractMoney(
  terms: ContractTerms,
  { period, entities, money }: ContractFigures,
  context: FiguresContext,
): (varied: Varied) => Money {
  const dates = datesIn(period, terms);
  const known = Map.groupBy(money.lines, lineKey);
  return ({ entities: changed, recordings }) => {
    const others = entities.map((one) => changed.get(one.entity) ?? one);
    const figures = leaveOutUnmeasured(others, terms);
    return moneyOf({
      terms,
      entities: figures,
      context: {
        ...context,
        recordingOf: (entity) =>
          recordings.has(entity) ? recordings.get(entity) : context.recordingOf?.(entity),
      },
      fleet: addAvailabilities(figures),
      dates,
      fees: { byEntity: money.fees, ofContract: money.fee },
      keptOf: (rule, entity) =>
        changed.has(entity) || recordings.has(entity)
          ? undefined
          : (known.get(lineKey({ rule, entity })) ?? []),
    });
  };
}

const lineKey = ({ rule, entity }: Pick<MoneyLine, 'rule' | 'entity'>): string => `${rule} ${entity}`;

const datesIn = (period: Period, { timeZone }: ContractTerms): ReadonlySet<string> =>
  new Set(splitByCalendar(period, 'day', timeZone).map(({ label }) => label));

function feesOf(
  terms: ContractTerms,
  period: Period,
  entities: readonly EntityFigures[],
  { kindOf, inForce }: FiguresContext,
): Fees {
  return buildFees({ terms, period, kindOf, entities, ...(inForce === undefined ? {} : { inForce }) });
}

function aggregateOf(entities: readonly EntityFigures[]): Aggregate {
  const sums = addSums(entities.map((figures) => figures.sums));
  const excusedByCause: Partial<Record<ExcuseCause, number>> = {};
  for (const { excuse, fromMs, toMs } of entities.flatMap(({ segments }) => segments)) {
    if (excuse) excusedByCause[excuse.cause] = (excusedByCause[excuse.cause] ?? 0) + (toMs - fromMs);
  }
  return {
    ...addStatistics(entities),
    ...addAvailabilities(entities),
    sums,
    excusedByCause,
    coverage: {
      knownMs: entities.reduce((sumMs, { coverage }) => sumMs + coverage.knownMs, 0),
      inServiceMs: entities.reduce((sumMs, { coverage }) => sumMs + coverage.inServiceMs, 0),
    },
  };
}

interface MoneyQuestion {
  readonly terms: ContractTerms;
  readonly entities: readonly EntityFigures[];
  readonly context: FiguresContext;
  /** All entities together. */
  readonly fleet: Fraction;
  readonly dates: ReadonlySet<string>;
  readonly fees: Fees;
  readonly keptOf?: MoneyInput['keptOf'];
}

function moneyOf({ terms, entities, context, fleet, dates, fees, keptOf }: MoneyQuestion): Money {
  const computed = computeLines({
    terms,
    entities,
    fees,
    fleet,
    lateAnswers: context.lateAnswers ?? [],
    recordingDays: (entity) =>
      context.recordingOf?.(entity)?.days.filter(({ date }) => dates.has(date)) ?? [],
    breachesBefore: context.breachesBefore ?? (() => 0),
    ...(keptOf && { keptOf }),
  });
  const { lines, caps } = applyCaps({
    rules: terms.money,
    ...(terms.capPpm === undefined ? {} : { capPpm: terms.capPpm }),
    lines: computed,
    fees,
  });
  const sumOf = (type: MoneyType) =>
    lines.reduce((sum, line) => (line.type === type ? sum + line.payable : sum), 0n);
  return {
    ...(fees.ofContract === undefined ? {} : { fee: fees.ofContract }),
    fees: fees.byEntity,
    lines,
    caps,
    byType: { penalty: sumOf('penalty'), deduction: sumOf('deduction'), damages: sumOf('damages') },
    total: lines.reduce((sum, { payable }) => sum + payable, 0n),
  };
}
