import type { MeasuredWorld } from '../../availability/timelines/measured-world.ts';
import type { Entity } from '../../core/domain/state.ts';
import { clip, type Interval } from '../../core/time/intervals.ts';
import { valueAt } from '../../core/time/versions.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { type ContractInForce, contractInForce } from './contract-parts.ts';
import type { AcceptedClaim, ContractSettlement, SettlementRequest } from './contract-settlement.ts';
import { coveredEntities } from './covered-entities.ts';
import { hangsOnOf, type PartQuestion, type SettledPart, settleOne } from './settle-contract-part.ts';
import { settleIncidents } from './settle-incidents.ts';
import { SettlementError } from './settlement-error.ts';
import { knownOf, readSources } from './settlement-sources.ts';
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

/** Figures without the rows that they rest on, which are enough for a page. */
export type SettledFigures = Pick<
  ContractSettlement,
  'contractId' | 'period' | 'asOfMs' | 'isProvisional' | 'parts'
>;

/**
 * The figures of a period by the accepted claims, and with each of these lists of more. What was measured, which takes longest, is
 * read once, and only what more claims can change is settled again.
 *
 * @throws SETTLEMENT_CONTRACT, SETTLEMENT_PERIOD, SETTLEMENT_TERMS.
 */
export function settleFigures(
  reader: LedgerReader,
  history: InventoryHistory,
  request: SettlementRequest,
  mores: readonly (readonly AcceptedClaim[])[] = [],
): readonly [SettledFigures, ...SettledFigures[]] {
  return reader.snapshot(() => {
    const opened = openPeriod(reader, history, request);
    const { contractId, period, asOfMs, claims } = request;
    const common = { contractId, period, asOfMs, isProvisional: isProvisional(reader, request) };
    const figuresOf = ({ settled }: ReturnType<typeof settleParts>): SettledFigures => ({
      ...common,
      parts: settled.map(({ part }) => part),
    });
    const before = settleParts(history, request, opened);
    const after = mores.map((more) =>
      settleParts(history, { ...request, claims: [...claims, ...more] }, opened, {
        settled: before.settled,
        more,
      }),
    );
    return [figuresOf(before), ...after.map(figuresOf)];
  });
}

function settle(
  reader: LedgerReader,
  history: InventoryHistory,
  request: SettlementRequest,
): ContractSettlement {
  const { contractId, period, asOfMs, claims, maintenance } = request;
  const opened = openPeriod(reader, history, request);
  const { interval, contract, covered, sources } = opened;
  const { settled, incidents } = settleParts(history, request, opened);
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

/** What was measured, agreed and covered, whatever was decided. */
function openPeriod(reader: LedgerReader, history: InventoryHistory, request: SettlementRequest) {
  const interval = elapsedOf(request);
  const contract = contractInForce(history, request, interval);
  const covered = coveredEntities(history, request.contractId, {
    inForce: contract.inForce,
    interval,
  }).filter(({ entity }) => request.only?.has(entity) ?? true);
  const sources = readSources(reader, history, { request, interval, contract, covered });
  return { interval, contract, covered, sources };
}

function settleParts(
  history: InventoryHistory,
  request: SettlementRequest,
  { interval, contract, covered, sources }: ReturnType<typeof openPeriod>,
  before?: { readonly settled: readonly SettledPart[]; readonly more: readonly AcceptedClaim[] },
) {
  const entities = new Set(covered.map(({ entity }) => entity));
  const isCovered = (entity: Entity) => entities.has(entity);
  const incidents = settleIncidents({ history, request, contract, interval, isCovered });
  const question = {
    ...{ history, request, contract, covered, sources },
    ...(incidents && { incidents: incidents.figures }),
  };
  const settled = contract.parts.map((part, index) => {
    const first = before?.settled[index];
    return settleOne(part, question, first && { toVary: first.toVary, more: before.more });
  });
  return { settled, incidents };
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
export function elapsedOf({ contractId, period, asOfMs }: SettlementRequest): Interval {
  const toMs = Math.min(period.toMs, asOfMs);
  if (period.fromMs < toMs) return { fromMs: period.fromMs, toMs };
  throw new SettlementError('SETTLEMENT_PERIOD', {
    en: `contract ${contractId}: expected a period that begins before ${new Date(asOfMs).toISOString()}, got ${period.label}`,
    vi: `hợp đồng ${contractId}: cần kỳ bắt đầu trước ${new Date(asOfMs).toISOString()}, nhận được ${period.label}`,
  });
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
function isProvisional(
  reader: LedgerReader,
  request: Pick<SettlementRequest, 'period' | 'asOfMs' | 'recordedBeforeMs'>,
): boolean {
  const { period, asOfMs, recordedBeforeMs = Number.POSITIVE_INFINITY } = request;
  if (Math.min(asOfMs, recordedBeforeMs) < period.toMs) return true;
  const segments = [...reader.coverage({ ...period, ...knownOf(request) })];
  return segments.some(({ toMs, ended }) => ended === undefined && toMs < period.toMs);
}
