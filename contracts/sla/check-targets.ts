import {
  findSaturation,
  type LineDay,
  type SaturatedRun,
} from '../../availability/attribution/saturation.ts';
import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { FleetShare } from './fleet-share.ts';
import { isBelow, renderFraction, renderPpm } from './fraction.ts';
import type { RecordingDay } from './recording-days.ts';
import type { EntityFigures } from './settle-entity.ts';
import type { SettledOutage } from './settle-outages.ts';

export type TargetName =
  | 'availability'
  | 'fleet'
  | 'longest-outage'
  | 'outages'
  | 'restoration'
  | 'response'
  | 'recording-retention'
  | 'longest-recording-gap'
  | 'saturation';

/** A target of the terms and what became of it. */
export interface TargetCheck {
  readonly target: TargetName;
  /** `not-measured`: of nothing was anything known that tells. */
  readonly outcome: 'met' | 'missed' | 'not-measured';
  readonly breaches: readonly TargetBreach[];
  /** Of these nothing was known that tells. */
  readonly notMeasured: readonly Entity[];
}

export interface TargetBreach {
  /** Absent where the fleet as a whole missed it, or where it is an incident. */
  readonly entity?: Entity;
  /** The outage or incident, where it is one. */
  readonly ref?: string;
  /** The inputs and the comparison, to be checked by hand. */
  readonly working: string;
}

/** What a recorder said in the period about what it keeps. */
export interface RecordingFacts {
  /** Days of the period of which some time was down, each once and in order. */
  readonly days: readonly RecordingDay[];
  /** The shortest that recordings reached back. */
  readonly retentionMs?: number;
  readonly longestGapMs?: number;
}

export interface TargetsInput {
  readonly rules: ContractTerms['rules'];
  readonly targets: ContractTerms['targets'];
  readonly entities: readonly EntityFigures[];
  readonly fleet: FleetShare | undefined;
  readonly period: { readonly fromMs: number; readonly firstDate: string; readonly lastDate: string };
  readonly recordingOf: (entity: Entity) => RecordingFacts | undefined;
  /** Daily percentiles of a line, also of days before the period, so that a run that began there is seen whole. */
  readonly lineDaysOf: (entity: Entity) => readonly LineDay[] | undefined;
  /** Answers to incidents that were due in the period; absent where nobody kept incidents: it is not known of any outage then. */
  readonly responses?: readonly ResponseFact[];
}

/** Whether an incident was answered in time. */
export interface ResponseFact {
  /** Such as `incident:i-7`. */
  readonly ref: string;
  readonly tookMs: number;
  readonly limitMs: number;
  readonly isLate: boolean;
}

/** Holds figures against every target that the terms have, in the order of {@link TargetName}. */
export function checkTargets(input: TargetsInput): readonly TargetCheck[] {
  return [
    ...checkAvailability(input),
    ...checkFleet(input),
    ...checkOutages(input),
    ...checkRecording(input),
    ...checkSaturation(input),
  ];
}

/** What one entity has to say about a target: its breaches, or `undefined` where nothing is known that tells. */
type Finding = readonly string[] | undefined;

function checkEach(
  target: TargetName,
  entities: readonly EntityFigures[],
  find: (figures: EntityFigures) => Finding,
): TargetCheck {
  const found = entities.map((figures) => ({ entity: figures.entity, finding: find(figures) }));
  const breaches = found.flatMap(({ entity, finding = [] }) =>
    finding.map((working) => ({ entity, working })),
  );
  const notMeasured = found.filter(({ finding }) => finding === undefined).map(({ entity }) => entity);
  return { target, outcome: outcomeOf(breaches, notMeasured.length < found.length), breaches, notMeasured };
}

function outcomeOf(breaches: readonly TargetBreach[], isMeasured: boolean): TargetCheck['outcome'] {
  if (breaches.length > 0) return 'missed';
  return isMeasured ? 'met' : 'not-measured';
}

function checkAvailability({ targets, entities }: TargetsInput): readonly TargetCheck[] {
  const { availabilityPpm } = targets;
  if (availabilityPpm === undefined) return [];
  return [
    checkEach('availability', entities, (figures) => {
      const { goodMs, countedMs } = figures;
      if (countedMs === 0) return undefined;
      if (!isBelow(figures, availabilityPpm)) return [];
      return [`${goodMs} / ${countedMs} ms = ${renderFraction(figures)} % < ${renderPpm(availabilityPpm)} %`];
    }),
  ];
}

function checkFleet({ targets: { fleetPpm }, fleet }: TargetsInput): readonly TargetCheck[] {
  if (fleetPpm === undefined || !fleet) return [];
  const { lowest, belowMs } = fleet;
  const breaches = lowest && belowMs > 0 ? [{ working: renderShare(fleetPpm, lowest, belowMs) }] : [];
  return [{ target: 'fleet', outcome: outcomeOf(breaches, lowest !== undefined), breaches, notMeasured: [] }];
}

function renderShare(fleetPpm: number, lowest: NonNullable<FleetShare['lowest']>, belowMs: number): string {
  const share = renderFraction({ goodMs: lowest.good, countedMs: lowest.counted });
  return `lowest ${lowest.good} of ${lowest.counted} = ${share} % from ${instant(lowest.fromMs)}; below ${renderPpm(fleetPpm)} % for ${belowMs} ms`;
}

function checkOutages({ targets, rules, entities, period, responses }: TargetsInput): readonly TargetCheck[] {
  const { longestOutageMs, outages, restoration, responseMs, responseBySeverity } = targets;
  const checks: TargetCheck[] = [];
  if (longestOutageMs !== undefined)
    checks.push(
      checkEachOutage('longest-outage', entities, ({ ownMs }) =>
        ownMs > longestOutageMs ? `${ownMs} ms > ${longestOutageMs} ms` : '',
      ),
    );
  if (outages !== undefined)
    checks.push(
      checkEach('outages', entities, ({ outageCount }) =>
        outageCount > outages ? [`${outageCount} outages > ${outages}`] : [],
      ),
    );
  if (restoration.length > 0) checks.push(checkEachOutage('restoration', entities, lateOf));
  if (responseMs !== undefined || responseBySeverity !== undefined)
    checks.push(responses ? checkResponses(responses) : unansweredOutages(entities, period, rules));
  return checks;
}

/**
 * Without incidents nothing tells when an outage was answered. By version 1 of the rules one that began before the period is
 * enough for all to be met.
 */
function unansweredOutages(
  entities: readonly EntityFigures[],
  { fromMs }: TargetsInput['period'],
  rules: TargetsInput['rules'],
): TargetCheck {
  const isNew = ({ own: [first] }: SettledOutage) => first !== undefined && first.fromMs >= fromMs;
  const check = checkEachOutage('response', entities, (outage) => (isNew(outage) ? undefined : ''));
  return rules === 1 || check.notMeasured.length === 0 ? check : { ...check, outcome: 'not-measured' };
}

function checkResponses(responses: readonly ResponseFact[]): TargetCheck {
  const breaches = responses
    .filter(({ isLate }) => isLate)
    .map(({ ref, tookMs, limitMs }) => ({ ref, working: `${tookMs} ms > ${limitMs} ms` }));
  return { target: 'response', outcome: outcomeOf(breaches, true), breaches, notMeasured: [] };
}

function lateOf({ ownMs, restoration }: SettledOutage): string {
  if (!restoration || restoration.overMs === restoration.overBeforeMs) return '';
  const { severity, withinMs, overMs } = restoration;
  return `${ownMs} ms > ${withinMs} ms (${severity}) by ${overMs} ms`;
}

/** @param find What is wrong with an outage, `''` where nothing is, `undefined` where nothing is known that tells. */
function checkEachOutage(
  target: TargetName,
  entities: readonly EntityFigures[],
  find: (outage: SettledOutage) => string | undefined,
): TargetCheck {
  const found = entities.flatMap(({ entity, outages }) =>
    outages
      .filter(({ ownMs }) => ownMs > 0)
      .map((outage) => ({ entity, ref: outage.ref, working: find(outage) })),
  );
  const breaches = found.flatMap(({ entity, ref, working }) => (working ? [{ entity, ref, working }] : []));
  const untold = found.filter(({ working }) => working === undefined);
  const isMeasured = found.length === 0 || untold.length < found.length;
  const notMeasured = [...new Set(untold.map(({ entity }) => entity))];
  return { target, outcome: outcomeOf(breaches, isMeasured), breaches, notMeasured };
}

function checkRecording({ targets, entities, recordingOf }: TargetsInput): readonly TargetCheck[] {
  const { recordingRetentionMs, longestRecordingGapMs } = targets;
  const checks: TargetCheck[] = [];
  if (recordingRetentionMs !== undefined)
    checks.push(
      checkEach('recording-retention', entities, ({ entity }) => {
        const keptMs = recordingOf(entity)?.retentionMs;
        if (keptMs === undefined) return undefined;
        return keptMs < recordingRetentionMs ? [`${keptMs} ms < ${recordingRetentionMs} ms`] : [];
      }),
    );
  if (longestRecordingGapMs !== undefined)
    checks.push(
      checkEach('longest-recording-gap', entities, ({ entity }) => {
        const gapMs = recordingOf(entity)?.longestGapMs;
        if (gapMs === undefined) return undefined;
        return gapMs > longestRecordingGapMs ? [`${gapMs} ms > ${longestRecordingGapMs} ms`] : [];
      }),
    );
  return checks;
}

function checkSaturation({ targets, entities, period, lineDaysOf }: TargetsInput): readonly TargetCheck[] {
  const { saturation } = targets;
  if (!saturation) return [];
  const touches = ({ fromDate, toDate }: SaturatedRun) =>
    fromDate <= period.lastDate && period.firstDate <= toDate;
  return [
    checkEach('saturation', entities, ({ entity }) => {
      const lineDays = lineDaysOf(entity);
      if (!lineDays) return undefined;
      return findSaturation(lineDays, saturation)
        .filter(touches)
        .map((run) => renderRun(run, saturation.overPpm));
    }),
  ];
}

function renderRun({ direction, fromDate, toDate, days }: SaturatedRun, overPpm: number): string {
  const shares = days.map(
    ({ p95BitsPerSecond: p95, capacityBitsPerSecond: capacity }) => `${p95}/${capacity}`,
  );
  return `${direction}, ${fromDate} to ${toDate}: P95/capacity in bit/s ${shares.join(', ')} > ${renderPpm(overPpm)} % on ${days.length} days in a row`;
}

const instant = (atMs: number): string => new Date(atMs).toISOString();
