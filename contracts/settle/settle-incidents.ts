import type { Entity } from '../../core/domain/state.ts';
import { clip, type Interval, type IntervalSet, isIn } from '../../core/time/intervals.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import { clockIncidents, type InForceThen } from '../response/incident-clocks.ts';
import { buildIncidents } from '../response/incident-figures.ts';
import type { IncidentFigures } from '../response/incident-schema.ts';
import type { ResponseFact } from '../sla/check-targets.ts';
import { type LateAnswer, lateIn } from '../sla/incident-clock.ts';
import { contractExcuses } from './contract-excuses.ts';
import { type ContractInForce, contractInForce } from './contract-parts.ts';
import type { SettlementRequest } from './contract-settlement.ts';
import { createHours } from './settle-part.ts';

export interface SettledIncidents {
  readonly figures: IncidentFigures;
  readonly incidentSeqs: readonly number[];
  /** Rows that say what the contract was when it was told of an incident before the period. */
  readonly revisionSeqs: readonly number[];
}

export interface IncidentsQuestion {
  readonly history: InventoryHistory;
  readonly request: SettlementRequest;
  readonly contract: ContractInForce;
  readonly interval: Interval;
  readonly isCovered: (entity: Entity) => boolean;
}

/** The clocks of the incidents of a period; `undefined` where nobody kept incidents yet when it ended. */
export function settleIncidents(question: IncidentsQuestion): SettledIncidents | undefined {
  const { request, interval, isCovered } = question;
  const { incidents: record, asOfMs } = request;
  if (!record || record.sinceMs >= interval.toMs) return undefined;
  const revisionSeqs = new Set<number>();
  const excuses = contractExcuses({ ...request, isCovered });
  const hoursByTerms = new Map<InForceThen['terms'], (interval: Interval) => IntervalSet>();
  const rows = clockIncidents({
    record,
    asOfMs,
    inForceAt: (atMs) => inForceAt(atMs, question, revisionSeqs),
    excusesOf: (entity) => excuses.excusesOf(entity, []),
    hoursOf: (terms) => {
      const hours = hoursByTerms.get(terms) ?? createHours(terms);
      hoursByTerms.set(terms, hours);
      return hours;
    },
  });
  const figures = buildIncidents(rows, interval, asOfMs);
  return {
    figures,
    incidentSeqs: figures.rows.flatMap(({ steps }) => steps.map(({ seq }) => seq)),
    revisionSeqs: [...revisionSeqs],
  };
}

function inForceAt(
  atMs: number,
  { history, request, contract, interval }: IncidentsQuestion,
  revisionSeqs: Set<number>,
): InForceThen | undefined {
  const instant = { fromMs: atMs, toMs: atMs + 1 };
  if (clip(contract.inForce, instant).length === 0) return undefined;
  if (isIn(atMs)(interval)) return contract.parts.find(isIn(atMs));
  const then = contractInForce(history, request, instant);
  for (const { seq } of [...then.versions, ...then.calendars]) revisionSeqs.add(seq);
  return then.parts[0];
}

/** What a part has to answer for: responses that were decided in it, of incidents that its contractor was told of. */
export function responsesIn(
  { rows }: IncidentFigures,
  { fromMs, toMs, contractor }: Interval & { readonly contractor: string },
): readonly ResponseFact[] {
  return rows.flatMap(({ incident, contractor: told, response }) => {
    const { decidedMs, outcome, tookMs, limitMs } = response;
    const isHere = decidedMs !== undefined && fromMs <= decidedMs && decidedMs < toMs;
    if (!isHere || told !== contractor || limitMs === undefined || outcome === 'passed-on') return [];
    return [{ ref: refOf(incident), tookMs, limitMs, isLate: outcome === 'missed' }];
  });
}

/** Answers that are late in a part, of incidents that its contractor was told of. */
export function lateAnswersIn(
  { rows }: IncidentFigures,
  { fromMs, toMs, contractor }: Interval & { readonly contractor: string },
): readonly LateAnswer[] {
  return rows.flatMap(({ incident, contractor: told, severity, response, passedOnMs }) => {
    if (told !== contractor) return [];
    const { running, limitMs } = response;
    const clock = { running, ...(limitMs !== undefined && { limitMs }) };
    const late = lateIn(clock, { fromMs, toMs }, passedOnMs);
    return late ? [{ ref: refOf(incident), severity, ...late }] : [];
  });
}

/** As targets, money lines and objections name it. */
export const refOf = (incident: string): string => `incident:${incident}`;
