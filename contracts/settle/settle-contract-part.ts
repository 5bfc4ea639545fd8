import type { MeasuredWorld } from '../../availability/timelines/measured-world.ts';
import type { Entity } from '../../core/domain/state.ts';
import { clip, type Interval } from '../../core/time/intervals.ts';
import type { Period } from '../../core/time/periods.ts';
import { valueAt } from '../../core/time/versions.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import { buildHangsOn } from '../hangs-on/build-hangs-on.ts';
import type { HangsOn } from '../hangs-on/hangs-on-schema.ts';
import { touchesFigures } from '../hangs-on/touches-figures.ts';
import { claimMore, createVariedPart, type PartToVary } from '../hangs-on/vary-part.ts';
import type { IncidentFigures } from '../response/incident-schema.ts';
import { contractFigures, type FiguresContext } from '../sla/contract-figures.ts';
import { contractExcuses } from './contract-excuses.ts';
import type { ContractInForce, ContractPart } from './contract-parts.ts';
import type { AcceptedClaim, SettlementPart } from './contract-settlement.ts';
import { createAnswering } from './ownership-of-blame.ts';
import { createDays, recordingFacts } from './recording-facts.ts';
import { lateAnswersIn, responsesIn } from './settle-incidents.ts';
import { createHours, createStandIns, type PartContext, settlePart } from './settle-part.ts';
import type { Question, Sources, TimeSources } from './settlement-sources.ts';

export interface PartQuestion extends Omit<Question, 'interval'> {
  readonly history: InventoryHistory;
  readonly sources: Sources;
  readonly incidents?: IncidentFigures;
}

/** What of a part its time is divided by. */
export interface TimeQuestion extends Omit<PartQuestion, 'sources' | 'incidents' | 'contract'> {
  readonly sources: TimeSources;
  /** Whether something is under the contract, whatever is settled of it. */
  readonly isCovered: (entity: Entity) => boolean;
}

export function contextOfPart(
  part: ContractPart,
  { history, request, covered, sources, isCovered }: TimeQuestion,
) {
  const { terms } = part;
  const world = sources.worldOf(part);
  const excusesWith = (claims: readonly AcceptedClaim[]) =>
    contractExcuses({
      claims: [...request.claims, ...claims],
      maintenance: request.maintenance,
      isCovered,
    });
  const standInsBy = (outagesOf: Parameters<typeof createStandIns>[1]) =>
    createStandIns(covered, outagesOf, {
      farEndOf: (entity) => valueAt(history.links.get(entity.slice('link:'.length)), part.toMs - 1)?.far,
      ...(terms.redundantLines === undefined ? {} : { redundantLines: terms.redundantLines }),
    });
  const context: PartContext = {
    part,
    covered,
    world,
    network: sources.network,
    excuses: excusesWith([]),
    answering: createAnswering(history, request.contractId),
    standIns: standInsBy(({ entity }) => world.histories.get(entity)?.outages ?? []),
    hoursIn: createHours(terms),
  };
  return { context, excusesWith, standInsBy };
}

/** A part by the claims that were accepted; with `before`, of the same part by the first of them, only what the others can change is settled. */
export function settleOne(
  part: ContractPart,
  question: PartQuestion,
  before?: { readonly toVary: PartToVary; readonly more: readonly AcceptedClaim[] },
): SettledPart {
  const { request, contract, covered, sources, incidents } = question;
  const { terms } = part;
  const kinds = new Map(covered.map(({ entity, kind }) => [entity, kind]));
  const kindOf = (entity: Entity) => kinds.get(entity) ?? 'link';
  const isCovered = (entity: Entity) => kinds.has(entity);
  const { context, excusesWith, standInsBy } = contextOfPart(part, { ...question, isCovered });
  const interval = periodOfPart(part, contract, request.period);
  const { settled, recording } = before
    ? claimMore(before.toVary, before.more)
    : { settled: settlePart(context), recording: recordingsOf(context, sources.recording) };
  const daysIn = createDays(terms.timeZone);
  const recordings = new Map(
    recording?.settled.map((one) => [one.entity, recordingFacts(one, { kind: kindOf(one.entity), daysIn })]),
  );
  const figuresContext: FiguresContext = {
    kindOf,
    inForce: clip(contract.inForce, part),
    recordingOf: (entity) => recordings.get(entity),
    lineDaysOf: (entity) => sources.lineDays?.get(entity.slice('link:'.length)),
    ...(incidents && {
      responses: responsesIn(incidents, part),
      lateAnswers: lateAnswersIn(incidents, part),
    }),
    ...(request.breachesBefore === undefined ? {} : { breachesBefore: request.breachesBefore }),
  };
  const figures = contractFigures(terms, interval, settled, figuresContext);
  return {
    part: { interval, contractor: part.contractor, terms, entities: figures.entities, figures },
    toVary: {
      ...{ context, figures, figuresContext, settled, daysIn, excusesWith, standInsBy },
      ...(recording && { recording }),
    },
  };
}

export interface SettledPart {
  readonly part: SettlementPart;
  readonly toVary: PartToVary;
}

/** Where no money is agreed none hangs on anything. */
export function hangsOnOf(
  settled: readonly SettledPart[],
  pending: readonly AcceptedClaim[],
  period: Interval,
): HangsOn | undefined {
  if (settled.every(({ part }) => part.terms.money.length === 0)) return undefined;
  const figures = settled.flatMap(({ toVary }) => [...toVary.settled, ...(toVary.recording?.settled ?? [])]);
  return buildHangsOn({
    parts: settled.map(({ part, toVary }) => ({
      money: part.figures.money,
      vary: createVariedPart(toVary),
    })),
    hasUnknown: figures.some(({ segments }) =>
      segments.some((segment) => segment.measured === 'unknown' && segment.class !== 'out-of-service'),
    ),
    pending: pending.filter((claim) => touchesFigures(claim, figures, period)),
  });
}

/** A part of a period is named by its ends; one that is all of it keeps the name. */
export function periodOfPart(
  { fromMs, toMs }: ContractPart,
  { parts }: ContractInForce,
  { label }: Period,
): Period {
  const name = `${new Date(fromMs).toISOString()}..${new Date(toMs).toISOString()}`;
  return { fromMs, toMs, label: parts.length === 1 ? label : name };
}

function recordingsOf(context: PartContext, world: MeasuredWorld | undefined): PartToVary['recording'] {
  return world && { world, settled: settlePart({ ...context, world, standIns: () => [] }) };
}
