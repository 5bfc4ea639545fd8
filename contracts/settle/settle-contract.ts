import { type CheckIntervals, readCheckIntervals } from '../../availability/timelines/check-intervals.ts';
import { type MeasuredWorld, readWorld } from '../../availability/timelines/measured-world.ts';
import {
  createUpstreamNetwork,
  type UpstreamNetwork,
} from '../../availability/timelines/upstream-network.ts';
import { readLineDays } from '../../availability/traffic/line-days.ts';
import type { Entity } from '../../core/domain/state.ts';
import { clip, type Interval } from '../../core/time/intervals.ts';
import { type Period, splitByCalendar } from '../../core/time/periods.ts';
import { days } from '../../core/time/units.ts';
import { valueAt } from '../../core/time/versions.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { RecordedBefore } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { TrafficRowQuery } from '../../ledger/record/row-hashes.ts';
import { buildHangsOn } from '../hangs-on/build-hangs-on.ts';
import type { HangsOn } from '../hangs-on/hangs-on-schema.ts';
import { touchesFigures } from '../hangs-on/touches-figures.ts';
import { createVariedPart, type PartToVary } from '../hangs-on/vary-part.ts';
import type { IncidentFigures } from '../response/incident-schema.ts';
import { contractFigures, type FiguresContext } from '../sla/contract-figures.ts';
import { contractExcuses } from './contract-excuses.ts';
import { type ContractInForce, type ContractPart, contractInForce } from './contract-parts.ts';
import type {
  AcceptedClaim,
  ContractSettlement,
  SettlementPart,
  SettlementRequest,
} from './contract-settlement.ts';
import { type CoveredEntity, coveredEntities } from './covered-entities.ts';
import { createAnswering } from './ownership-of-blame.ts';
import { asksForRecording, createDays, recordingFacts } from './recording-facts.ts';
import { lateAnswersIn, responsesIn, settleIncidents } from './settle-incidents.ts';
import { createHours, createStandIns, type PartContext, settlePart } from './settle-part.ts';
import { SettlementError } from './settlement-error.ts';
import { settlementWarnings } from './settlement-warnings.ts';
import { hashUsedRows } from './used-rows.ts';

/**
 * Settles a contract for a period, or for as much of it as is over. The same question gives the same answer ever after where
 * it says `recordedBeforeMs`.
 *
 * @throws SETTLEMENT_CONTRACT, SETTLEMENT_PERIOD, SETTLEMENT_TERMS.
 */
export function settleContract(
  reader: LedgerReader,
  history: InventoryHistory,
  request: SettlementRequest,
): ContractSettlement {
  return reader.snapshot(() => settle(reader, history, request));
}

function settle(
  reader: LedgerReader,
  history: InventoryHistory,
  request: SettlementRequest,
): ContractSettlement {
  const { contractId, period, asOfMs, claims, maintenance } = request;
  const interval = elapsedOf(request);
  const contract = contractInForce(history, request, interval);
  const covered = coveredEntities(history, contractId, { inForce: contract.inForce, interval }).filter(
    ({ entity }) => request.only?.has(entity) ?? true,
  );
  const sources = readSources(reader, history, { request, interval, contract, covered });
  const entities = new Set(covered.map(({ entity }) => entity));
  const isCovered = (entity: Entity) => entities.has(entity);
  const incidents = settleIncidents({ history, request, contract, interval, isCovered });
  const settled = contract.parts.map((part) =>
    settleOne(part, {
      history,
      request,
      contract,
      covered,
      sources,
      ...(incidents && { incidents: incidents.figures }),
    }),
  );
  const parts = settled.map(({ part }) => part);
  const hangsOn = request.pending && hangsOnOf(settled, request.pending, period);
  const last = contract.parts.at(-1) ?? contract.parts[0];
  const agency = agencyOf(history, contractId, contract, interval);
  return {
    contractId,
    contractor: last.contractor,
    ...(agency === undefined ? {} : { agency }),
    period,
    asOfMs,
    ...knownOf(request),
    parts,
    ledgerRows: hashUsedRows(reader, {
      worlds: sources.worlds,
      revisionSeqs: new Set([
        ...revisionSeqs({ contract, covered, sources }),
        ...(incidents?.revisionSeqs ?? []),
      ]),
      ...(request.only ? touching({ claims, maintenance }, sources.worlds) : { claims, maintenance }),
      ...(incidents && { incidentSeqs: incidents.incidentSeqs }),
      ...(sources.traffic ? { traffic: sources.traffic } : {}),
      ...knownOf(request),
    }),
    contractVersions: versionsOf(reader, contract),
    isProvisional: isProvisional(reader, request),
    ...(hangsOn && { hangsOn }),
    ...(incidents && { incidents: incidents.figures }),
    warnings: settlementWarnings({ contract, covered, parts, interval }),
  };
}

/** What was decided of these entities, or of what they hang on. */
function touching(
  { claims, maintenance }: Pick<SettlementRequest, 'claims' | 'maintenance'>,
  worlds: readonly MeasuredWorld[],
): Pick<SettlementRequest, 'claims' | 'maintenance'> {
  const about = new Set(worlds.flatMap(({ histories, members }) => [...histories.keys(), ...members]));
  const isAbout = ({ entities, set }: Pick<AcceptedClaim, 'entities' | 'set'>) =>
    (entities === 'all' || [...entities].some((entity) => about.has(entity))) &&
    worlds.some(({ window }) => clip(set, window).length > 0);
  return { claims: claims.filter(isAbout), maintenance: maintenance.filter(isAbout) };
}

/** As much of the period as is over. */
function elapsedOf({ contractId, period, asOfMs }: SettlementRequest): Interval {
  const toMs = Math.min(period.toMs, asOfMs);
  if (period.fromMs < toMs) return { fromMs: period.fromMs, toMs };
  throw new SettlementError('SETTLEMENT_PERIOD', {
    en: `contract ${contractId}: expected a period that begins before ${new Date(asOfMs).toISOString()}, got ${period.label}`,
    vi: `hợp đồng ${contractId}: cần kỳ bắt đầu trước ${new Date(asOfMs).toISOString()}, nhận được ${period.label}`,
  });
}

interface Sources {
  readonly network: UpstreamNetwork;
  /** What counts in each part. */
  readonly worldOf: (part: ContractPart) => MeasuredWorld;
  /** Of the indicator `recording`, where terms ask for what only that tells. */
  readonly recording?: MeasuredWorld;
  readonly lineDays?: ReturnType<typeof readLineDays>;
  readonly traffic?: TrafficRowQuery;
  readonly worlds: readonly MeasuredWorld[];
}

interface Question {
  readonly request: SettlementRequest;
  readonly interval: Interval;
  readonly contract: ContractInForce;
  readonly covered: readonly CoveredEntity[];
}

function readSources(
  reader: LedgerReader,
  history: InventoryHistory,
  { request, interval, contract, covered }: Question,
): Sources {
  const { asOfMs } = request;
  const network = createUpstreamNetwork(history);
  const entities = covered.map(({ entity }) => entity);
  const worlds = new Map<string, MeasuredWorld>();
  let checkIntervals: CheckIntervals | undefined;
  const intervals = () => {
    checkIntervals ??= readCheckIntervals(reader, { entities, ...knownOf(request) });
    return checkIntervals;
  };
  const shutPorts = contract.parts.some(({ terms }) => terms.rules === 2) ? 'read' : 'left-out';
  const worldOf = (indicator: ContractPart['terms']['indicator']): MeasuredWorld => {
    const known = worlds.get(indicator);
    if (known) return known;
    const query = {
      entities,
      indicator,
      interval,
      asOfMs,
      intervals,
      shutPorts,
      ...knownOf(request),
    } as const;
    const world = readWorld(reader, network, query);
    worlds.set(indicator, world);
    return world;
  };
  for (const { terms } of contract.parts) worldOf(terms.indicator);
  const recording = contract.parts.some(({ terms }) => asksForRecording(terms))
    ? worldOf('recording')
    : undefined;
  const traffic = trafficQuery({ request, interval, contract, covered });
  return {
    network,
    worldOf: ({ terms }) => worldOf(terms.indicator),
    ...(recording ? { recording } : {}),
    ...(traffic ? { traffic, lineDays: readLineDays(reader, traffic) } : {}),
    worlds: [...worlds.values()],
  };
}

/** A run of days on which a line was too small may have begun long before the period. */
const SATURATION_LOOKBACK_MS = days(62);

function trafficQuery({ request, interval, contract, covered }: Question): TrafficRowQuery | undefined {
  if (contract.parts.every(({ terms }) => terms.targets.saturation === undefined)) return undefined;
  const dates = splitByCalendar(
    { fromMs: interval.fromMs - SATURATION_LOOKBACK_MS, toMs: interval.toMs },
    'day',
    request.timeZone,
  );
  const lastDate = dates.at(-1)?.label ?? '';
  return {
    linkIds: covered.flatMap(({ entity, kind }) => (kind === 'link' ? [entity.slice('link:'.length)] : [])),
    fromDate: dates[0]?.label ?? '',
    toDate: new Date(Date.parse(`${lastDate}T00:00:00Z`) + days(1)).toISOString().slice(0, 10),
    ...knownOf(request),
  };
}

interface PartQuestion extends Omit<Question, 'interval'> {
  readonly history: InventoryHistory;
  readonly sources: Sources;
  readonly incidents?: IncidentFigures;
}

function settleOne(
  part: ContractPart,
  { history, request, contract, covered, sources, incidents }: PartQuestion,
): SettledPart {
  const { terms } = part;
  const kinds = new Map(covered.map(({ entity, kind }) => [entity, kind]));
  const kindOf = (entity: Entity) => kinds.get(entity) ?? 'link';
  const world = sources.worldOf(part);
  const excusesWith = (claims: readonly AcceptedClaim[]) =>
    contractExcuses({
      claims: [...request.claims, ...claims],
      maintenance: request.maintenance,
      isCovered: (entity) => kinds.has(entity),
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
  const interval = periodOfPart(part, contract, request.period);
  const settled = settlePart(context);
  const recording = recordingsOf(context, sources.recording);
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

interface SettledPart {
  readonly part: SettlementPart;
  readonly toVary: PartToVary;
}

/** Where no money is agreed none hangs on anything. */
function hangsOnOf(
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
function periodOfPart({ fromMs, toMs }: ContractPart, { parts }: ContractInForce, { label }: Period): Period {
  const name = `${new Date(fromMs).toISOString()}..${new Date(toMs).toISOString()}`;
  return { fromMs, toMs, label: parts.length === 1 ? label : name };
}

function recordingsOf(context: PartContext, world: MeasuredWorld | undefined): PartToVary['recording'] {
  return world && { world, settled: settlePart({ ...context, world, standIns: () => [] }) };
}

function agencyOf(
  { contracts }: InventoryHistory,
  contractId: string,
  { inForce, versions }: ContractInForce,
  interval: Interval,
): string | undefined {
  const lastMs = clip(inForce, interval).at(-1)?.toMs ?? interval.toMs;
  return (valueAt(contracts.get(contractId), lastMs - 1) ?? versions.at(-1)?.value)?.agency;
}

function revisionSeqs({
  contract,
  covered,
  sources,
}: Pick<PartQuestion, 'contract' | 'covered' | 'sources'>) {
  const seqs = new Set([...contract.versions, ...contract.calendars].map(({ seq }) => seq));
  for (const own of covered) for (const seq of own.seqs) seqs.add(seq);
  for (const { members, window } of sources.worlds)
    for (const member of members) for (const seq of sources.network.seqsOf(member, window)) seqs.add(seq);
  return seqs;
}

function versionsOf(
  reader: LedgerReader,
  { versions }: ContractInForce,
): ContractSettlement['contractVersions'] {
  const hashes = new Map(
    reader
      .rowHashes(
        'revision',
        versions.map(({ seq }) => seq),
      )
      .map(({ seq, hash }) => [seq, hash]),
  );
  return versions.map(({ sinceMs, seq }) => ({ fromMs: sinceMs, seq, hash: hashes.get(seq) ?? '' }));
}

/** Whether the record may still grow into the period: what ended before is what it is, also where nobody watched. */
function isProvisional(reader: LedgerReader, request: SettlementRequest): boolean {
  const { period, asOfMs, recordedBeforeMs = Number.POSITIVE_INFINITY } = request;
  if (Math.min(asOfMs, recordedBeforeMs) < period.toMs) return true;
  const segments = [...reader.coverage({ ...period, ...knownOf(request) })];
  return segments.some(({ toMs, ended }) => ended === undefined && toMs < period.toMs);
}

const knownOf = ({ recordedBeforeMs }: RecordedBefore): RecordedBefore =>
  recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
