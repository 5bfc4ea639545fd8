import type { Entity } from '../../../core/domain/state.ts';
import type { Period } from '../../../core/time/periods.ts';
import { valueAt } from '../../../core/time/versions.ts';
import { type Claim, foldClaims, isPending } from '../../../ledger/decisions/claims.ts';
import { contractorParty, type Party } from '../../../ledger/decisions/party.ts';
import { foldUnmeasured } from '../../../ledger/decisions/unmeasured.ts';
import { foldMaintenance } from '../../../ledger/decisions/works.ts';
import { type InventoryHistory, readHistory } from '../../../ledger/history/history.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import { lateWarnings } from '../../dossier/late-warnings.ts';
import { recordedDecisions } from '../../dossier/recorded-decisions.ts';
import { readIncidentRecord } from '../../response/incident-steps.ts';
import { acceptedClaim, acceptedClaims, isHeldBy, plannedWindows } from '../../settle/accepted.ts';
import type {
  AcceptedClaim,
  ContractSettlement,
  SettlementRequest,
} from '../../settle/contract-settlement.ts';
import { type IssuedRules, readIssuedRules, withIssuedRules } from '../../settle/issued-rules.ts';
import { type SettledFigures, settleContract, settleFigures } from '../../settle/settle-contract.ts';
import type { SettlementWarning } from '../../settle/settlement-warning.ts';
import type { Filed } from '../../statements/statement-register.ts';
import type { StatementDocument } from '../../statements/statement-schema.ts';
import { repeatedBreaches } from './repeated-breaches.ts';

export interface RecordQuestion {
  readonly contractId: string;
  readonly period: Period;
  readonly asOfMs: number;
  readonly recordedBeforeMs: number;
  /** As in a settlement request. */
  readonly only?: ReadonlySet<Entity>;
  /** Of the city: for contracts that name none. */
  readonly timeZone: string;
  /** Whether it is asked what the money hangs on. */
  readonly hangsOn?: 'worked-out';
}

export interface SettleOnRecordOptions {
  /** The document of a statement on record: breaches in a row are counted in those of the periods before. */
  readonly readFiled: (filed: Filed) => StatementDocument;
  /** Read as of the same instant, where the caller has it already. */
  readonly history?: InventoryHistory;
}

/** Settles a contract by the ledger alone: its terms, claims and planned work as they were on record at an instant. */
export function settleOnRecord(
  reader: LedgerReader,
  question: RecordQuestion,
  options: SettleOnRecordOptions,
): ContractSettlement {
  return reader.snapshot(() => {
    const { contractId, period, recordedBeforeMs } = question;
    const { history, request, claims, works, contractor, before } = readOnRecord(reader, question, options);
    const settlement = settleContract(reader, history, {
      ...request,
      ...(question.hangsOn && { pending: pendingAsFiled(claims.values(), question) }),
    });
    const decisions = recordedDecisions(settlement, {
      claims: claims.values(),
      works: works.values(),
      unmeasured: foldUnmeasured(reader.decisions('unmeasured', { recordedBeforeMs })).values(),
      isHeldBy: (work) => isHeldBy(work, contractor),
      readMs: recordedBeforeMs,
    });
    const warnings: SettlementWarning[] = [
      ...settlement.warnings,
      ...(settlement.isProvisional ? [{ code: 'record-incomplete' } as const] : []),
      ...pendingClaims(claims.values(), contractId, period),
      ...lateWarnings(decisions),
      ...(before ? [{ code: 'repeats-unknown-before', period: before.unknownPeriod } as const] : []),
    ];
    return { ...settlement, decisions, warnings };
  });
}

/** The same figures without what they rest on: for pages, which are looked at again and again. */
export function figuresOnRecord(
  reader: LedgerReader,
  question: RecordQuestion,
  options: SettleOnRecordOptions,
): SettledFigures {
  return reader.snapshot(() => {
    const { history, request } = readOnRecord(reader, question, options);
    return settleFigures(reader, history, request)[0];
  });
}

function readOnRecord(reader: LedgerReader, question: RecordQuestion, options: SettleOnRecordOptions) {
  const { contractId, recordedBeforeMs } = question;
  const history = options.history ?? readHistory(reader, { recordedBeforeMs, contractId });
  const claims = foldClaims(reader.decisions('claim', { recordedBeforeMs }));
  const works = foldMaintenance(reader.decisions('maintenance', { recordedBeforeMs }));
  const incidents = readIncidentRecord(reader.decisions('incident_step', { recordedBeforeMs }), contractId);
  const contractor = (atMs: number) => contractorAt(history, contractId, atMs);
  const request = requestOf(reader, question, { claims, works, contractor });
  const timeZone = zoneOfPeriods(history, question, request.issuedRules);
  const before = repeatedBreaches(reader, history, { ...question, timeZone }, options.readFiled);
  return {
    ...{ history, claims, works, contractor, before },
    request: {
      ...request,
      ...(incidents && { incidents }),
      ...(before && { breachesBefore: before.count }),
    },
  };
}

/** What is asked of a settlement by the decisions on record. */
export function readRequest(
  reader: LedgerReader,
  history: Pick<InventoryHistory, 'contracts'>,
  question: RecordQuestion,
): SettlementRequest {
  const { contractId, recordedBeforeMs } = question;
  return requestOf(reader, question, {
    claims: foldClaims(reader.decisions('claim', { recordedBeforeMs })),
    works: foldMaintenance(reader.decisions('maintenance', { recordedBeforeMs })),
    contractor: (atMs) => contractorAt(history, contractId, atMs),
  });
}

interface Decided {
  readonly claims: ReturnType<typeof foldClaims>;
  readonly works: ReturnType<typeof foldMaintenance>;
  readonly contractor: (atMs: number) => Party | undefined;
}

const requestOf = (
  reader: LedgerReader,
  question: RecordQuestion,
  { claims, works, contractor }: Decided,
) => ({
  ...question,
  claims: acceptedClaims(claims.values(), question.contractId),
  maintenance: plannedWindows(works.values(), contractor),
  issuedRules: readIssuedRules(reader, question),
});

function contractorAt(
  { contracts }: Pick<InventoryHistory, 'contracts'>,
  contractId: string,
  atMs: number,
): Party | undefined {
  const contract = valueAt(contracts.get(contractId), atMs);
  return contract && contractorParty(contract.contractor);
}

/** The months of a contract are those of its zone; version 1 of the rules looks for earlier ones in that of the city. */
function zoneOfPeriods(
  { contracts }: InventoryHistory,
  { contractId, period, timeZone }: RecordQuestion,
  issuedRules: readonly IssuedRules[],
): string {
  const contract = valueAt(contracts.get(contractId), period.toMs - 1);
  if (!contract) return timeZone;
  const { rules, time_zone: own } = withIssuedRules(contract, issuedRules, period.toMs - 1).terms;
  return rules === 2 && typeof own === 'string' ? own : timeZone;
}

/** As if each of them had been accepted as it was filed. */
const pendingAsFiled = (
  claims: Iterable<Claim>,
  { contractId, recordedBeforeMs }: RecordQuestion,
): readonly AcceptedClaim[] =>
  [...claims]
    .filter((claim) => claim.contract === contractId && isPending(claim))
    .map((claim) => acceptedClaim(claim, claim, { recordedMs: recordedBeforeMs }));

function pendingClaims(
  claims: Iterable<Claim>,
  contractId: string,
  period: Period,
): readonly SettlementWarning[] {
  return [...claims]
    .filter((claim) => claim.contract === contractId && isPending(claim))
    .filter(({ interval }) => interval.fromMs < period.toMs && interval.toMs > period.fromMs)
    .map(({ id }) => ({ code: 'claim-pending', claim: `claim:${id}` }));
}
