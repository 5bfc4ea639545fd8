import { z } from 'zod';
import { suggestName } from '../../../core/text/suggest-name.ts';
import { type Period, parsePeriod, wholePeriodOf } from '../../../core/time/periods.ts';
import { VERSION } from '../../../core/version.ts';
import type { NewAttachment } from '../../../ledger/files/attachments.ts';
import { type InventoryHistory, readHistory } from '../../../ledger/history/history.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import type { RecordStore } from '../../../ledger/record/record-store.ts';
import { readDossier } from '../../dossier/read-dossier.ts';
import { refuseChangedRows } from '../../settle/changed-rows.ts';
import type { ContractSettlement } from '../../settle/contract-settlement.ts';
import type { StatementFacts } from '../../statements/build-statement.ts';
import { readFiled } from '../../statements/record-statement.ts';
import { StatementError } from '../../statements/statement-error.ts';
import type { Signer } from '../../statements/statement-key.ts';
import {
  type Filed,
  readLife,
  type StatementLife,
  statementId,
} from '../../statements/statement-register.ts';
import type { StatementDocument } from '../../statements/statement-schema.ts';
import { type RecordQuestion, settleOnRecord } from './settle-on-record.ts';
import { listStatementFindings } from './statement-findings.ts';

/** What acts on statements work with: the record of a city, as it stands at one instant. */
export interface StatementContext {
  readonly store: RecordStore;
  readonly reader: LedgerReader;
  /** Read when it is asked for; of a large city only what the contract needs. */
  readonly history: InventoryHistory;
  /** Of the city, in which days and months are cut where a contract names no other. */
  readonly timeZone: string;
  readonly nowMs: number;
  readonly settle: (question: Omit<RecordQuestion, 'timeZone'>, timeZone?: string) => ContractSettlement;
  readonly life: (contractId: string, period: Period) => StatementLife;
  /** The document of a statement on record. */
  readonly documentOf: (filed: Filed) => StatementDocument;
  /** @throws STATEMENT_UNKNOWN */
  readonly expectContract: (contractId: string) => void;
}

/** Who takes a step of a statement, and with which papers: as with every act, never part of what a form sends. */
export interface StatementAct {
  readonly statements: StatementContext;
  /** The account that puts it on record. */
  readonly author: string;
  readonly files?: readonly NewAttachment[];
}

/** Which statement. */
export const WhichStatement = z.object({
  contract: z.string().meta({ value: 'id' }).describe('id of the contract'),
  period: z.string().describe('period such as 2026-10, 2026-Q4 or 2026'),
});

export const ALL_CONTRACTS = 'all';

/** The statements of an open ledger; whoever opened it closes it. */
export function statementContext(
  { store, reader, timeZone }: Pick<StatementContext, 'store' | 'reader' | 'timeZone'>,
  { contract = ALL_CONTRACTS, nowMs = Date.now() }: { readonly contract?: string; readonly nowMs?: number },
): StatementContext {
  const ofContract = contract === ALL_CONTRACTS ? {} : { contractId: contract };
  let read: InventoryHistory | undefined;
  const history = () => {
    read ??= readHistory(reader, { recordedBeforeMs: nowMs, ...ofContract });
    return read;
  };
  const documentOf = (filed: Filed) => readFiled(store.path, filed);
  return {
    store,
    reader,
    get history() {
      return history();
    },
    timeZone,
    nowMs,
    settle: (question, zone = timeZone) =>
      settleOnRecord(
        reader,
        { ...question, timeZone: zone },
        { readFiled: documentOf, ...(question.recordedBeforeMs === nowMs ? { history: history() } : {}) },
      ),
    life: (contractId, { label }) => readLife(reader.decisions('statement'), statementId(contractId, label)),
    documentOf,
    expectContract: (contractId) => expectContract(history(), contractId),
  };
}

function expectContract({ contracts }: InventoryHistory, contractId: string): void {
  if (contracts.has(contractId)) return;
  const suggestion = suggestName(contractId, [...contracts.keys()]);
  throw new StatementError('STATEMENT_UNKNOWN', {
    en: `--contract: expected one that is on record, got "${contractId}"${suggestion === undefined ? '' : `; perhaps "${suggestion}"`}`,
    vi: `--contract: cần hợp đồng có trong sổ ghi, nhận được "${contractId}"${suggestion === undefined ? '' : `; có phải "${suggestion}"`}`,
  });
}

/**
 * A period as the contract has it, whose months may be those of another zone than the city's; however a whole month,
 * quarter or year is written, it is the same period. @throws STATEMENT_UNKNOWN
 */
export function expectPeriod(
  { history, timeZone }: StatementContext,
  contractId: string,
  text: string,
): Period {
  const zone = history.contracts.get(contractId)?.at(-1)?.value.terms.time_zone;
  const contractZone = typeof zone === 'string' ? zone : timeZone;
  const period = parsePeriod(text, contractZone);
  if (period) return wholePeriodOf(period, contractZone);
  throw new StatementError('STATEMENT_UNKNOWN', {
    en: `--period: expected a period such as 2026-10, 2026-Q4 or 2026, got "${text}"`,
    vi: `--period: cần kỳ như 2026-10, 2026-Q4 hoặc 2026, nhận được "${text}"`,
  });
}

/** What counts now of a statement. @throws STATEMENT_UNKNOWN when there is none on record. */
export function expectFiled(life: StatementLife): Filed {
  if (life.latest) return life.latest;
  throw new StatementError('STATEMENT_UNKNOWN', {
    en: `expected a statement that is on record, got ${life.id}`,
    vi: `cần bảng đối soát có trong sổ ghi, nhận được ${life.id}`,
  });
}

interface FactsOptions {
  /** Who is to sign it. */
  readonly signer: Signer;
  readonly asOfMs?: number;
  /** What a restatement takes the place of. */
  readonly before?: StatementDocument;
}

/** Everything that a document is built from, by the record. @throws STATEMENT_REFUSED where that was edited. */
export function factsOf(
  { reader, history, life, nowMs, settle }: StatementContext,
  contractId: string,
  period: Period,
  { signer, asOfMs = nowMs, before }: FactsOptions,
): StatementFacts {
  const named = history.contracts.get(contractId)?.at(-1)?.value;
  const settlement = settle({
    contractId,
    period,
    asOfMs,
    recordedBeforeMs: nowMs,
    hangsOn: 'worked-out',
  });
  refuseChangedRows(reader, settlement);
  const dossier = readDossier(reader, history, settlement, {
    version: VERSION,
    ...(before && { before }),
  });
  return {
    settlement,
    findings: listStatementFindings(reader, history, settlement),
    ...(dossier && { dossier }),
    named: {
      ...(named && { name: named.name }),
      ...(named?.number === undefined ? {} : { number: named.number }),
    },
    nowMs,
    recordedBeforeMs: nowMs,
    version: VERSION,
    signer,
    life: life(contractId, period),
  };
}
