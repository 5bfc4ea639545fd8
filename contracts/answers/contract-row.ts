import { type Period, parsePeriod, wholePeriodOf } from '../../core/time/periods.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { settleOnRecord } from '../actions/statements/settle-on-record.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import type { Aggregate } from '../sla/contract-figures.ts';
import { addSums, SETTLED_CLASSES, type SettledSums } from '../sla/settled-class.ts';
import { readFiled } from '../statements/record-statement.ts';
import { isSameFigures } from '../statements/statement-differences.ts';
import { buildFigures } from '../statements/statement-figures.ts';
import type { Filed, StatementLife } from '../statements/statement-register.ts';
import type { StatementDocument, StatementFigures } from '../statements/statement-schema.ts';
import type { SlaRow } from './sla-row.ts';

/** The record of all contracts as it stands at one instant. */
export interface ContractsRecord {
  readonly reader: LedgerReader;
  /** Of the ledger, beside which the statements lie. */
  readonly path: string;
  readonly history: InventoryHistory;
  readonly lives: readonly StatementLife[];
  /** Of the city: for contracts that name none. */
  readonly timeZone: string;
  readonly nowMs: number;
}

/** A contract's figures as they were issued, beside what the record gives now; provisional where nothing was issued. */
export function contractRow(record: ContractsRecord, contractId: string, asked: Period): SlaRow {
  const period = periodOfContract(record, contractId, asked);
  const filed = findIssued(record.lives, contractId, period);
  if (!filed) return settledRow(settle(record, contractId, { period, asOfMs: record.nowMs }));
  const document = readFiled(record.path, filed);
  const settlement = settle(record, contractId, { period: document.period, asOfMs: document.asOfMs });
  const { goodMs, countedMs } = settledRow(settlement);
  return {
    ...issuedRow(document),
    statement: {
      id: document.id,
      number: document.number,
      sha256: filed.sha256,
      outcome: isSameFigures(document.figures, buildFigures(settlement))
        ? 'as-issued'
        : 'differs-from-issued',
      now: { goodMs, countedMs },
    },
  };
}

/** The same figures, where only they are wanted. */
export function contractFigures(record: ContractsRecord, contractId: string, asked: Period): SlaRow {
  const period = periodOfContract(record, contractId, asked);
  const filed = findIssued(record.lives, contractId, period);
  return filed
    ? issuedRow(readFiled(record.path, filed))
    : settledRow(settle(record, contractId, { period, asOfMs: record.nowMs }));
}

/** A month of a contract may be that of another zone than the city's. */
function periodOfContract({ history, timeZone }: ContractsRecord, contractId: string, asked: Period): Period {
  const zone = history.contracts.get(contractId)?.at(-1)?.value.terms.time_zone;
  const contractZone = typeof zone === 'string' ? zone : timeZone;
  return wholePeriodOf(parsePeriod(asked.label, contractZone) ?? asked, contractZone);
}

/** By its instants: a statement is the same one however its period is written. */
function findIssued(
  lives: readonly StatementLife[],
  contractId: string,
  { fromMs, toMs }: Period,
): Filed | undefined {
  return lives.find(
    ({ issued }) =>
      issued?.contract === contractId && issued.period.fromMs === fromMs && issued.period.toMs === toMs,
  )?.latest;
}

function settle(
  { reader, path, history, timeZone, nowMs }: ContractsRecord,
  contractId: string,
  { period, asOfMs }: { readonly period: Period; readonly asOfMs: number },
): ContractSettlement {
  return settleOnRecord(
    reader,
    { contractId, period, asOfMs, recordedBeforeMs: nowMs, timeZone },
    { history, readFiled: (filed) => readFiled(path, filed) },
  );
}

function issuedRow({ contract, figures, number }: StatementDocument): SlaRow {
  return {
    ...addParts(
      figures.parts.map(({ aggregate, entities }) => ({
        aggregate: { ...aggregate, sums: sumsOf(aggregate.sums) },
        entities: entities.map(({ entity }) => entity),
      })),
    ),
    id: contract.id,
    state: number > 0 ? 'restated' : 'issued',
  };
}

function sumsOf(sums: StatementFigures['parts'][number]['aggregate']['sums']): SettledSums {
  const known = SETTLED_CLASSES.map((name) => [name, sums[name] ?? 0] as const);
  return { ...NO_SUMS, ...Object.fromEntries(known) };
}

const NO_SUMS = addSums([]);

function settledRow({ contractId, parts }: ContractSettlement): SlaRow {
  return {
    ...addParts(
      parts.map(({ figures, entities }) => ({
        aggregate: figures.aggregate,
        entities: entities.map(({ entity }) => entity),
      })),
    ),
    id: contractId,
    state: 'provisional',
  };
}

type PartAggregate = Pick<
  Aggregate,
  'sums' | 'goodMs' | 'countedMs' | 'lowGoodMs' | 'highGoodMs' | 'boundsCountedMs'
>;

/** The parts of a period each by its own terms, added up. */
function addParts(
  parts: readonly { readonly aggregate: PartAggregate; readonly entities: readonly string[] }[],
): Omit<SlaRow, 'id'> {
  const sum = (pick: (aggregate: PartAggregate) => number) =>
    parts.reduce((total, { aggregate }) => total + pick(aggregate), 0);
  return {
    entities: new Set(parts.flatMap(({ entities }) => entities)).size,
    sums: addSums(parts.map(({ aggregate }) => aggregate.sums)),
    goodMs: sum(({ goodMs }) => goodMs),
    countedMs: sum(({ countedMs }) => countedMs),
    lowGoodMs: sum(({ lowGoodMs }) => lowGoodMs),
    highGoodMs: sum(({ highGoodMs }) => highGoodMs),
    boundsCountedMs: sum(({ boundsCountedMs }) => boundsCountedMs),
  };
}
