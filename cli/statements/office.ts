import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ledgerPath } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { type RecordQuestion, settleOnRecord } from '../../contracts/actions/settle-on-record.ts';
import { listStatementFindings } from '../../contracts/actions/statement-findings.ts';
import { readDossier } from '../../contracts/dossier/read-dossier.ts';
import { refuseChangedRows } from '../../contracts/settle/changed-rows.ts';
import type { ContractSettlement } from '../../contracts/settle/contract-settlement.ts';
import type { StatementFacts } from '../../contracts/statements/build-statement.ts';
import { readFiled } from '../../contracts/statements/record-statement.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import type { StatementKey } from '../../contracts/statements/statement-key.ts';
import {
  type Filed,
  readLife,
  type StatementLife,
  statementId,
} from '../../contracts/statements/statement-register.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import type { Language } from '../../core/language/language.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import { type Period, parsePeriod, wholePeriodOf } from '../../core/time/periods.ts';
import { VERSION } from '../../core/version.ts';
import { type InventoryHistory, readHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { openLedgerReader } from '../../ledger/sqlite/reading/read-ledger.ts';
import { createWords, type Words } from '../../reports/statement/words/words.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import type { CommonOptions } from './options.ts';

/** What commands about statements work with: the record of a city, as it stands at one instant. */
export interface Office {
  readonly path: string;
  readonly reader: LedgerReader;
  readonly history: InventoryHistory;
  readonly timeZone: string;
  readonly language: Language;
  /** In the city's zone. */
  readonly words: Words;
  /** In that of a contract. */
  readonly wordsIn: (timeZone: string) => Words;
  readonly nowMs: number;
  readonly settle: (question: Omit<RecordQuestion, 'timeZone'>, timeZone?: string) => ContractSettlement;
  readonly life: (contractId: string, period: Period) => StatementLife;
  /** The document of a statement on record. */
  readonly documentOf: (filed: Filed) => StatementDocument;
  /** @throws STATEMENT_UNKNOWN */
  readonly expectContract: (contractId: string) => void;
}

/** The contract that a command is about, or all of them. */
interface AboutContract extends CommonOptions {
  readonly contract?: string;
}

export const ALL_CONTRACTS = 'all';

/**
 * Opens the ledger for the time of `work`. Days and months are those of the city that `--config` names. Of a large city only
 * the devices of the contract are read.
 */
export async function withOffice<Result>(
  options: AboutContract,
  { terminal, env }: Pick<Context, 'terminal' | 'env'>,
  work: (office: Office) => Result | Promise<Result>,
): Promise<Result> {
  const path = await ledgerPath(options);
  const { timeZone } = (await loadSettings(options.config)).city;
  const reader = openLedgerReader(path);
  const nowMs = Date.now();
  const documentOf = (filed: Filed) => readFiled(path, filed);
  try {
    const { contract = ALL_CONTRACTS } = options;
    const ofContract = contract === ALL_CONTRACTS ? {} : { contractId: contract };
    let read: InventoryHistory | undefined;
    const history = () => {
      read ??= readHistory(reader, { recordedBeforeMs: nowMs, ...ofContract });
      return read;
    };
    const language = options.lang ?? languageOf(env);
    return await work({
      path,
      reader,
      get history() {
        return history();
      },
      timeZone,
      language,
      words: createWords(language, timeZone, terminal.style),
      wordsIn: (zone) => createWords(language, zone, terminal.style),
      nowMs,
      settle: (question, zone = timeZone) =>
        settleOnRecord(
          reader,
          { ...question, timeZone: zone },
          { readFiled: documentOf, ...(question.recordedBeforeMs === nowMs ? { history: history() } : {}) },
        ),
      life: (contractId, { label }) =>
        readLife(reader.decisions('statement'), statementId(contractId, label)),
      documentOf,
      expectContract: (contractId) => expectContract(history(), contractId),
    });
  } finally {
    reader.close();
  }
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
export function expectPeriod({ history, timeZone }: Office, contractId: string, text: string): Period {
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
  readonly key: StatementKey;
  readonly asOfMs?: number;
  /** What a restatement takes the place of. */
  readonly before?: StatementDocument;
}

/** Everything that a document is built from, by the office's record. @throws STATEMENT_REFUSED where that was edited. */
export function factsOf(
  { reader, history, life, nowMs, settle }: Office,
  contractId: string,
  period: Period,
  { key, asOfMs = nowMs, before }: FactsOptions,
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
    signer: key.signer,
    life: life(contractId, period),
  };
}

/** Before any work: where `--out` lies, and for several files a folder, made where there is none in one that exists. @throws STATEMENT_FILE */
export function expectPlace(out: string | undefined, wanted: 'file' | 'folder'): void {
  if (out === undefined) return;
  const folder = wanted === 'folder' ? out : dirname(out);
  if (wanted === 'folder' && !existsSync(out) && existsSync(dirname(out))) mkdirSync(out);
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const isThere = existsSync(folder);
  throw new StatementError('STATEMENT_FILE', {
    en: `--out: ${folder}: expected a folder that exists, got ${isThere ? 'a file' : 'nothing'}`,
    vi: `--out: ${folder}: cần thư mục có sẵn, nhận được ${isThere ? 'một tệp' : 'không có gì'}`,
  });
}

/** `--out` as a file: in a folder it has the name of the statement. */
export function outPath(out: string | undefined, document: StatementDocument): string {
  const step = document.state === 'restated' ? `restated-${document.number}` : document.state;
  const name = `${document.contract.id}-${document.period.label}-${step}.json`.replaceAll(/[^\w.-]/g, '_');
  if (out === undefined) return name;
  return existsSync(out) && statSync(out).isDirectory() ? join(out, name) : out;
}
