import type { ContractTerms } from '../core/contract-terms.ts';
import type { Entity } from '../core/state.ts';
import type { BlameLabel } from '../sla/blame-label.ts';
import type { MoneyLine } from '../sla/caps.ts';
import type { TargetBreach } from '../sla/check-targets.ts';
import type { ExcuseLabel, Refused } from '../sla/excuse.ts';
import type { Interval } from '../sla/intervals.ts';
import type { Period } from '../sla/periods.ts';
import type { EntityFigures } from '../sla/settle-entity.ts';
import type { SettledOutage } from '../sla/settle-outages.ts';
import type { Measured, SettledClass, SettledSegment } from '../sla/settled-class.ts';
import type { ContractSettlement, SettlementPart } from './contract-settlement.ts';
import { StatementError } from './statement-error.ts';

/** The term, or the fact, that makes a stretch what it is. */
export type StretchRule =
  | 'not-accepted'
  | 'outside-service'
  | 'planned-work'
  | 'accepted-claim'
  | 'others-left-out'
  | 'others-own'
  | 'own-fault'
  | 'unknown-left-out'
  | 'unknown-up'
  | 'unknown-down'
  | 'degraded-up'
  | 'degraded-down'
  | 'short-outage'
  | 'carried-by-another'
  | 'works';

/** A stretch of the period with everything that has a say in it. */
export interface ExplainedStretch extends Interval {
  readonly class: SettledClass;
  readonly measured: Measured;
  /** Why it was measured so. */
  readonly reason?: string;
  readonly rule: StretchRule;
  readonly excuse?: ExcuseLabel;
  /** Who answers for what was down, and what bears it out. */
  readonly blame?: BlameLabel;
  /** The outage that it is part of, as {@link ExplainedPart.outages} counts them from 1. */
  readonly outage?: number;
  /** What was asked for here and not granted. */
  readonly refused: readonly Refused[];
}

export interface ExplainedPart {
  readonly interval: Period;
  readonly terms: ContractTerms;
  readonly figures: EntityFigures;
  readonly outages: readonly SettledOutage[];
  /** One after the other, without a gap: together they are the part. */
  readonly stretches: readonly ExplainedStretch[];
  readonly lines: readonly MoneyLine[];
  /** Targets that it missed, in their working. */
  readonly breaches: readonly (TargetBreach & { readonly target: string })[];
}

/** Why the figure of a device or link under a contract is what it is. */
export interface Explanation {
  readonly contractId: string;
  readonly entity: Entity;
  readonly period: Period;
  readonly asOfMs: number;
  readonly isProvisional: boolean;
  readonly parts: readonly ExplainedPart[];
}

/** @throws STATEMENT_UNKNOWN when the contract does not cover the entity in the period. */
export function explainEntity(settlement: ContractSettlement, entity: Entity): Explanation {
  const { contractId, period, asOfMs, isProvisional } = settlement;
  const parts = settlement.parts.flatMap((part) => {
    const figures = part.entities.find((candidate) => candidate.entity === entity);
    return figures ? [explainPart(part, figures)] : [];
  });
  if (parts.length === 0)
    throw new StatementError(
      'STATEMENT_UNKNOWN',
      `expected a device or link that contract ${contractId} covers in ${period.label}, got ${entity}`,
    );
  return { contractId, entity, period, asOfMs, isProvisional, parts };
}

function explainPart(
  { interval, terms, figures: contract }: SettlementPart,
  figures: EntityFigures,
): ExplainedPart {
  const { entity, outages, refused, segments } = figures;
  return {
    interval,
    terms,
    figures,
    outages,
    stretches: segments.map((segment) => explainStretch(segment, { terms, outages, refused })),
    lines: contract.money.lines.filter((line) => line.entity === entity),
    breaches: contract.checks.flatMap(({ target, breaches }) =>
      breaches.filter((breach) => breach.entity === entity).map((breach) => ({ ...breach, target })),
    ),
  };
}

interface StretchContext {
  readonly terms: ContractTerms;
  readonly outages: readonly SettledOutage[];
  readonly refused: readonly Refused[];
}

function explainStretch(
  segment: SettledSegment,
  { terms, outages, refused }: StretchContext,
): ExplainedStretch {
  const index = segment.measured === 'down' ? outages.findIndex((outage) => overlaps(outage, segment)) : -1;
  return {
    ...segment,
    rule: ruleOf(segment, terms, outages[index]),
    ...(index < 0 ? {} : { outage: index + 1 }),
    refused: COULD_BE_EXCUSED.has(segment.measured)
      ? refused.filter((one) => segment.class !== 'excused' && overlaps(one, segment))
      : [],
  };
}

/** Of what worked there was nothing to excuse. */
const COULD_BE_EXCUSED: ReadonlySet<Measured> = new Set(['down', 'unknown', 'degraded']);

const overlaps = (a: Interval, b: Interval): boolean => a.fromMs < b.toMs && b.fromMs < a.toMs;

function ruleOf(
  { class: settled, measured, excuse, blame }: SettledSegment,
  terms: ContractTerms,
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
      return `unknown-${terms.unknown}`;
    case 'down':
      return blame?.isOwn === false ? 'others-own' : 'own-fault';
    case 'degraded':
      return `degraded-${terms.degraded}`;
    case 'up':
      if (measured !== 'down') return 'works';
      return outage?.isShort ? 'short-outage' : 'carried-by-another';
  }
}
