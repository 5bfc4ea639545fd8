import type { MeasuredWorld } from '../../availability/timelines/measured-world.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { ContractExcuses } from '../settle/contract-excuses.ts';
import type { AcceptedClaim } from '../settle/contract-settlement.ts';
import type { CoveredEntity } from '../settle/covered-entities.ts';
import { type DaysIn, isDayRule, isRecorder, recordingFacts } from '../settle/recording-facts.ts';
import { measurementsOf, type PartContext, type StandIns, settlePart } from '../settle/settle-part.ts';
import type { Assumed } from '../sla/assume-unknown.ts';
import {
  type ContractFigures,
  createContractMoney,
  type FiguresContext,
  type Money,
} from '../sla/contract-figures.ts';
import type { EntityFigures } from '../sla/settle-entity.ts';
import type { SettledSegment } from '../sla/settled-class.ts';

/** What is taken to have been otherwise. */
export type Assumption = { readonly unknown: Assumed } | { readonly claims: readonly AcceptedClaim[] };

export interface PartToVary {
  readonly context: PartContext;
  readonly figures: ContractFigures;
  readonly figuresContext: FiguresContext;
  readonly settled: readonly EntityFigures[];
  /** Of the indicator `recording`, where the terms ask for it. */
  readonly recording?: { readonly world: MeasuredWorld; readonly settled: readonly EntityFigures[] };
  readonly daysIn: DaysIn;
  /** With more claims than were accepted. */
  readonly excusesWith: (claims: readonly AcceptedClaim[]) => ContractExcuses;
  readonly standInsBy: (outagesOf: Parameters<StandInsBy>[0]) => StandIns;
}
type StandInsBy = (outagesOf: (other: CoveredEntity) => readonly EntityOutage[]) => StandIns;
type EntityOutage = ReturnType<typeof measurementsOf>['outages'][number];

/**
 * The money of a part, settled again under an assumption. Only what the assumption can change is, and of that only what a rule
 * of money reads: rules about days without recording and late answers read no figure of the indicator that counts.
 */
export type VariedPart = (assumption: Assumption) => Money;

export function createVariedPart(part: PartToVary): VariedPart {
  const { context, figures, figuresContext, settled, recording, daysIn } = part;
  const { kindOf } = figuresContext;
  const { money } = context.part.terms;
  const moneyOf = createContractMoney(context.part.terms, figures, figuresContext);
  const isFromFigures = money.some(({ by }) => by === 'tiers' || by === 'hours-over-restoration');
  const dayRules = money.filter(isDayRule);
  // Money follows from days of recorders alone.
  const recorders = recording &&
    dayRules.length > 0 && {
      world: recording.world,
      settled: recording.settled
        .filter(({ entity }) => isRecorder(kindOf(entity)))
        .filter(
          ({ segments }) =>
            dayRules.some(({ by }) => by === 'started-days-without-recording') ||
            daysIn(context.part).some((day) => !hasRecorded(day, segments)),
        ),
    };
  return (assumption) => {
    const entities = isFromFigures
      ? settleAgain(part, { world: context.world, settled, standIns: 'asked' }, assumption)
      : [];
    const recordings = recorders ? settleAgain(part, recordersIn(recorders, assumption), assumption) : [];
    return moneyOf({
      entities: new Map(entities.map((one) => [one.entity, one])),
      recordings: new Map(
        recordings.map((one) => [one.entity, recordingFacts(one, { kind: kindOf(one.entity), daysIn })]),
      ),
    });
  };
}

/** All of a part with more claims accepted: only what they can change is settled again. */
export function claimMore(
  part: PartToVary,
  claims: readonly AcceptedClaim[],
): Pick<PartToVary, 'settled' | 'recording'> {
  const again = ({ world, settled, standIns }: Of) => {
    const changed = settleAgain(part, { world, settled, standIns }, { claims });
    const byEntity = new Map(changed.map((one) => [one.entity, one]));
    return settled.map((one) => byEntity.get(one.entity) ?? one);
  };
  const { context, settled, recording } = part;
  return {
    settled: again({ world: context.world, settled, standIns: 'asked' }),
    ...(recording && { recording: { ...recording, settled: again({ ...recording, standIns: 'none' }) } }),
  };
}

/** Whatever is assumed, what was measured as recorded stays so: no rule but that of started days then counts the day. */
const hasRecorded = (day: Interval, segments: readonly SettledSegment[]): boolean =>
  segments.some(
    (segment) =>
      (segment.measured === 'up' || segment.measured === 'degraded') &&
      segment.class === segment.measured &&
      segment.fromMs < day.toMs &&
      segment.toMs > day.fromMs,
  );

/** Where nothing was down, time that is taken as up leaves no day without recording. */
const recordersIn = ({ world, settled }: Omit<Of, 'standIns'>, assumption: Assumption): Of => ({
  world,
  settled:
    'unknown' in assumption && assumption.unknown === 'up'
      ? settled.filter(({ outages }) => outages.length > 0)
      : settled,
  standIns: 'none',
});

interface Of {
  readonly world: MeasuredWorld;
  readonly settled: readonly EntityFigures[];
  readonly standIns: 'asked' | 'none';
}

const settleAgain = (part: PartToVary, of: Of, assumption: Assumption): readonly EntityFigures[] =>
  settlePart(
    'claims' in assumption
      ? withClaims(part, of, assumption.claims)
      : withUnknown(part, of, assumption.unknown),
  );

/** Those that are claimed for, and what is behind them: what was decided goes along. */
function withClaims(
  { context, excusesWith }: PartToVary,
  { world, settled, standIns }: Of,
  claims: readonly AcceptedClaim[],
): PartContext {
  const claimed = (entity: Entity) =>
    claims.some(({ entities }) => entities === 'all' || entities.has(entity));
  const isTouched = ({ entity, outages }: EntityFigures) =>
    outages.length > 0 &&
    (claimed(entity) || outages.some(({ blame }) => blame.some(({ owner }) => claimed(owner))));
  // What is unknown may be excused as well.
  const touched = new Set(
    settled.filter((one) => claimed(one.entity) || isTouched(one)).map(({ entity }) => entity),
  );
  return {
    ...context,
    world,
    covered: context.covered.filter(({ entity }) => touched.has(entity)),
    excuses: excusesWith(claims),
    standIns: standIns === 'none' ? () => [] : context.standIns,
  };
}

/** Those of which something is unknown, and lines that others of which something is unknown may carry. */
function withUnknown(
  { context, standInsBy }: PartToVary,
  { world, settled, standIns }: Of,
  assumed: Assumed,
): PartContext {
  const unknown = settled.filter(({ segments }) => segments.some(({ measured }) => measured === 'unknown'));
  const touched = new Set(unknown.map(({ entity }) => entity));
  const areJoined = standIns === 'asked' && context.part.terms.redundantLines === 'down-together';
  const covered = context.covered.filter(
    ({ entity, kind }) => touched.has(entity) || (areJoined && kind === 'link'),
  );
  const wide = { ...world, ...(assumed === 'down' ? world.cutsAbove([...touched]) : {}) };
  const again = { ...context, world: wide, covered, assumed };
  const outagesOf = (other: CoveredEntity) => {
    const history = world.histories.get(other.entity);
    return history ? measurementsOf(other, history, again).outages : [];
  };
  return { ...again, standIns: areJoined ? standInsBy(outagesOf) : () => [] };
}
