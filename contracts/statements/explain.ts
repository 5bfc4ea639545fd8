import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { Period } from '../../core/time/periods.ts';
import type { RecordedDecisions } from '../dossier/dossier-schema.ts';
import type { HangsOn } from '../hangs-on/hangs-on-schema.ts';
import { incidentsOf } from '../response/incident-figures.ts';
import type { IncidentFigures } from '../response/incident-schema.ts';
import type { ContractSettlement, SettlementPart } from '../settle/contract-settlement.ts';
import type { BlameLabel } from '../sla/blame-label.ts';
import type { TargetBreach, TargetCheck } from '../sla/check-targets.ts';
import type { Refused } from '../sla/excuse.ts';
import { isHeldAgainst } from '../sla/never-measured.ts';
import type { EntityFigures } from '../sla/settle-entity.ts';
import type { SettledOutage } from '../sla/settle-outages.ts';
import type { Measured, SettledSegment } from '../sla/settled-class.ts';
import {
  clausesOfBlame,
  clausesOfLine,
  clausesOfRefusal,
  clausesOfStretch,
  clausesOfTarget,
} from './clauses.ts';
import type { ExplainedBlame, ExplainedStretch, StretchRule } from './explained-stretch.ts';
import { joinBlame, joinStretches } from './join-neighbours.ts';
import { type LimitShare, limitShares } from './limit-shares.ts';
import { type CauseOfClaim, type PutDown, putDown } from './put-down.ts';
import { buildFee } from './statement-entity.ts';
import { StatementError } from './statement-error.ts';
import { buildMoney } from './statement-figures.ts';
import type { StatementEntity, StatementLine, StatementPart } from './statement-schema.ts';

/** An outage with who answers for how much of it, whole and before excuses: neighbours of one owner and cause are one. */
export interface ExplainedOutage extends Omit<SettledOutage, 'blame'> {
  readonly blame: readonly (ExplainedBlame & { readonly ms: number })[];
  /** What it is put down to in the part, after excuses. */
  readonly putDown: readonly PutDown[];
}

/** A money line as a statement has it, and what the limits left of it. */
export interface ExplainedLine extends StatementLine {
  readonly limits: readonly LimitShare[];
  readonly clauses: readonly string[];
}

export interface ExplainedPart {
  readonly interval: Period;
  readonly terms: ContractTerms;
  readonly figures: EntityFigures;
  readonly outages: readonly ExplainedOutage[];
  /** One after the other, without a gap: together they are the part. */
  readonly stretches: readonly ExplainedStretch[];
  /** What it costs in the part, where the contract agrees that. */
  readonly fee?: NonNullable<StatementEntity['fee']>;
  readonly lines: readonly ExplainedLine[];
  /** Targets that it missed, in their working. */
  readonly breaches: readonly (TargetBreach &
    Pick<TargetCheck, 'target'> & { readonly clauses: readonly string[] })[];
}

/** Why the figure of a device or link under a contract is what it is. */
export interface Explanation {
  readonly contractId: string;
  readonly entity: Entity;
  readonly period: Period;
  readonly asOfMs: number;
  readonly isProvisional: boolean;
  readonly parts: readonly ExplainedPart[];
  /** What the money of the entity hangs on, where that was asked. */
  readonly hangsOn?: HangsOn;
  /** Incidents of the period that it was the cause of. */
  readonly incidents?: IncidentFigures;
  /** What was asked for and decided of it and of what it hangs on, as far as that has a say in its figures. */
  readonly decisions?: RecordedDecisions;
}

/** @throws STATEMENT_UNKNOWN when the contract does not cover the entity in the period. */
export function explainEntity(settlement: ContractSettlement, entity: Entity): Explanation {
  const { contractId, period, asOfMs, isProvisional, decisions } = settlement;
  const causes = new Map(decisions?.claims.map(({ ref, cause }) => [ref, cause]));
  const parts = settlement.parts.flatMap((part, index) => {
    const figures = part.entities.find((candidate) => candidate.entity === entity);
    const linesBefore = countLines(settlement.parts.slice(0, index));
    return figures
      ? [explainPart(part, figures, { linesBefore, causeOfClaim: (ref) => causes.get(ref) })]
      : [];
  });
  if (parts.length === 0)
    throw new StatementError('STATEMENT_UNKNOWN', {
      en: `expected a device or link that contract ${contractId} covers in ${period.label}, got ${entity}`,
      vi: `cần thiết bị, đường truyền thuộc hợp đồng ${contractId} trong kỳ ${period.label}, nhận được ${entity}`,
    });
  const incidents = settlement.incidents && incidentsOf(settlement.incidents, entity);
  const hangsOn = settlement.hangsOn && hangsOnOf(settlement.hangsOn, entity);
  return {
    ...{ contractId, entity, period, asOfMs, isProvisional, parts },
    ...(hangsOn && { hangsOn }),
    ...(incidents && { incidents }),
    ...(decisions && { decisions: decisionsOn(decisions, entity, parts) }),
  };
}

function decisionsOn(
  { claims, works, unmeasured }: RecordedDecisions,
  entity: Entity,
  parts: readonly ExplainedPart[],
): RecordedDecisions {
  const named = new Set(
    parts.flatMap(({ stretches }) =>
      stretches.flatMap(({ excuse, refused, blame }) => [
        ...(excuse ? [excuse.ref] : []),
        ...refused.map(({ ref }) => ref),
        ...(blame?.evidence ?? []),
      ]),
    ),
  );
  const isOn = ({ ref, entities }: { readonly ref: string; readonly entities: readonly string[] }) =>
    named.has(ref) || entities.includes(entity);
  return {
    claims: claims.filter(isOn),
    works: works.filter(isOn),
    unmeasured: unmeasured.filter((one) => one.entity === entity),
  };
}

/** Cases are those of the contract: what its limits leave of a line hangs on all lines. */
const hangsOnOf = ({ cases, lines }: HangsOn, entity: Entity): HangsOn => ({
  cases,
  lines: lines.filter((line) => line.entity === entity),
});

const countLines = (parts: readonly SettlementPart[]): number =>
  parts.reduce((count, { figures }) => count + figures.money.lines.length, 0);

function explainPart(
  part: SettlementPart,
  figures: EntityFigures,
  { linesBefore, causeOfClaim }: { readonly linesBefore: number; readonly causeOfClaim: CauseOfClaim },
): ExplainedPart {
  const { interval, terms, figures: contract } = part;
  const { entity, outages, refused, segments } = figures;
  const fee = contract.money.fees.get(entity);
  const context = { terms, outages, refused, isLeftOut: isHeldAgainst(terms, figures) };
  return {
    interval,
    terms,
    figures,
    outages: outages.map((outage) => ({
      ...outage,
      blame: joinBlame(outage.blame.map(withoutBesides)),
      putDown: putDown(outage, segments, causeOfClaim),
    })),
    stretches: joinStretches(segments.map((segment) => explainStretch(segment, context))),
    ...(fee && { fee: buildFee(fee) }),
    lines: explainLines(buildMoney(contract, linesBefore), entity),
    breaches: contract.checks.flatMap(({ target, breaches }) =>
      breaches
        .filter((breach) => breach.entity === entity)
        .map((breach) => ({ ...breach, target, clauses: clausesOfTarget(target) })),
    ),
  };
}

function explainLines(money: StatementPart['money'], entity: Entity): readonly ExplainedLine[] {
  const shares = limitShares(money);
  return money.lines
    .filter((line) => line.entity === entity)
    .map((line) => ({ ...line, limits: shares.get(line.line) ?? [], clauses: clausesOfLine(line) }));
}

const withoutBesides = <Blame extends BlameLabel>(blame: Blame): Blame & ExplainedBlame => ({
  ...blame,
  besides: [],
  clauses: clausesOfBlame(blame),
});

interface StretchContext {
  readonly terms: ContractTerms;
  readonly outages: readonly SettledOutage[];
  readonly refused: readonly Refused[];
  /** Never measured, and so held against nobody. */
  readonly isLeftOut: boolean;
}

function explainStretch(
  { reason, blame, ...segment }: SettledSegment,
  context: StretchContext,
): ExplainedStretch {
  const { outages, refused, isLeftOut } = context;
  const index = segment.measured === 'down' ? outages.findIndex((outage) => overlaps(outage, segment)) : -1;
  return {
    ...segment,
    clauses: clausesOfStretch({
      ...segment,
      ...{ reason, blame, isNeverMeasured: isLeftOut, isShort: outages[index]?.isShort ?? false },
    }),
    reasons: reason === undefined ? [] : [reason],
    ...(blame && { blame: withoutBesides(blame) }),
    rule: ruleOf({ ...segment, ...(blame && { blame }) }, context, outages[index]),
    ...(index < 0 ? {} : { outage: index + 1 }),
    refused: COULD_BE_EXCUSED.has(segment.measured)
      ? refused
          .filter((one) => segment.class !== 'excused' && overlaps(one, segment))
          .map((one) => ({ ...one, clauses: clausesOfRefusal(one.why) }))
      : [],
  };
}

/** Of what worked there was nothing to excuse. */
const COULD_BE_EXCUSED: ReadonlySet<Measured> = new Set(['down', 'unknown', 'degraded']);

const overlaps = (a: Interval, b: Interval): boolean => a.fromMs < b.toMs && b.fromMs < a.toMs;

function ruleOf(
  { class: settled, measured, excuse, blame }: SettledSegment,
  { terms, isLeftOut }: StretchContext,
  outage: SettledOutage | undefined,
): StretchRule {
  switch (settled) {
    case 'out-of-service':
      return measured === 'out-of-service' ? 'not-accepted' : 'outside-service';
    case 'excused':
      return excuse?.cause === 'planned-work' ? 'planned-work' : 'accepted-claim';
    case 'others':
      return 'others-left-out';
    case 'unknown':
      return isLeftOut ? 'never-measured' : `unknown-${terms.unknown}`;
    case 'down':
      return blame?.isOwn === false ? 'others-own' : 'own-fault';
    case 'degraded':
      return `degraded-${terms.degraded}`;
    case 'up':
      if (measured !== 'down') return 'works';
      return outage?.isShort ? 'short-outage' : 'carried-by-another';
  }
}
