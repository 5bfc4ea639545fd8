import type {
  ContractTerms,
  Fees,
  MoneyRule,
  PlannedWorkTerms,
  RestorationTarget,
} from '../../core/domain/contract-terms.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { ServiceCalendar } from '../../core/time/calendar.ts';
import { nameRules } from './money-rules.ts';
import type { TermsAsWritten } from './terms-schema.ts';

/** What the terms take from outside: the time zone of the city and the calendar that they name. */
export interface Surroundings {
  readonly timeZone: string;
  /** Of `calendar` or `holidays`, where one is named. */
  readonly calendar: ServiceCalendar | undefined;
}

/** The terms with every default in its place. */
export function buildTerms(written: TermsAsWritten, { timeZone, calendar }: Surroundings): ContractTerms {
  const { claims } = written;
  return {
    rules: written.rules,
    ...(written.before_record === 'settled' && { beforeRecord: 'settled' }),
    indicator: written.indicator,
    timeZone: written.time_zone ?? timeZone,
    period: written.period,
    service: buildService(written, calendar),
    unknown: written.unknown,
    degraded: written.degraded,
    othersDown: written.others_down,
    ...(written.redundant_lines === 'down-together' && { redundantLines: 'down-together' }),
    shortestOutageMs: written.shortest_outage,
    ...(written.excused.includes('planned-work') && { plannedWork: buildPlannedWork(written) }),
    excused: new Set(written.excused),
    upsAutonomyMs: written.ups_autonomy,
    restartGraceMs: written.restart_grace,
    targets: buildTargets(written),
    fees: buildFees(written.fees),
    money: buildMoney(written),
    ...(written.cap !== undefined && { capPpm: written.cap }),
    objectionMs: written.objection,
    claimWithinMs: claims.within,
    decideWithinMs: claims.decide_within,
    ...(claims.unknown && { claimedUnknown: claims.unknown }),
  };
}

function buildService(
  { calendar: name, service_hours: windows }: TermsAsWritten,
  calendar: ServiceCalendar | undefined,
): ServiceCalendar {
  if (name !== undefined && calendar) return { windows: calendar.windows, holidays: calendar.holidays };
  return { windows, holidays: calendar?.holidays ?? [] };
}

/** Without a word about it, work that was announced before it began. */
function buildPlannedWork({ planned_work: planned, period }: TermsAsWritten): PlannedWorkTerms {
  const { notice: noticeMs = 0, at_most: most, only_between: windows } = planned ?? {};
  return {
    noticeMs,
    ...(most && { atMostMs: most.ms }),
    atMostPer: most?.per ?? period,
    ...(windows && { onlyBetween: { windows, holidays: [] } }),
  };
}

function buildTargets(written: TermsAsWritten): ContractTerms['targets'] {
  const { availability, fleet, outages, saturation } = written;
  const { longest_outage, response, recording_retention, longest_recording_gap } = written;
  const fleetOf = fleet === undefined || fleet.of === 'all' ? undefined : fleet.of;
  return {
    ...(availability !== undefined && { availabilityPpm: availability }),
    ...(fleet && { fleetPpm: fleet.ppm }),
    ...(fleetOf && { fleetOf }),
    ...(longest_outage !== undefined && { longestOutageMs: longest_outage }),
    ...(outages && { outages: outages.count }),
    ...buildResponse(response),
    restoration: bySeverity(written.restoration),
    ...(recording_retention !== undefined && { recordingRetentionMs: recording_retention }),
    ...(longest_recording_gap !== undefined && { longestRecordingGapMs: longest_recording_gap }),
    ...(saturation && { saturation: { overPpm: saturation.over, days: saturation.for } }),
  };
}

function buildResponse(response: TermsAsWritten['response']) {
  if (response === undefined) return {};
  return typeof response === 'number'
    ? { responseMs: response }
    : { responseBySeverity: bySeverity(response) };
}

const bySeverity = (written: Readonly<Record<string, number>>): readonly RestorationTarget[] =>
  Object.entries(written).map(([severity, withinMs]) => ({ severity, withinMs }));

function buildFees(written: TermsAsWritten['fees']): Fees {
  if (written === undefined) return { byKind: {}, byEntity: new Map() };
  const { by_kind, by_entity, contract } = written;
  return {
    byKind: omitUndefined(by_kind),
    byEntity: new Map(Object.entries(by_entity)),
    ...(contract !== undefined && { contract }),
  };
}

function buildMoney({ rules, deductions, penalties, damages }: TermsAsWritten): readonly MoneyRule[] {
  const written = [
    ...nameRules('deduction', 'deductions', deductions),
    ...nameRules('penalty', 'penalties', penalties),
    ...nameRules('damages', 'damages', damages),
  ];
  return rules === 1 ? written : written.map(takeAtItsWord);
}

/** By version 1 a started day was one that was lost as a whole; from version 2 on there is another word for that. */
const takeAtItsWord = (rule: MoneyRule): MoneyRule =>
  rule.by === 'days-without-recording' ? { ...rule, by: 'started-days-without-recording' } : rule;
