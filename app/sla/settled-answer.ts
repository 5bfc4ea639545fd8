import type { LedgerReader } from '../../ledger/read-ledger.ts';
import type { ContractSettlement } from '../../settlement/contract-settlement.ts';
import { readHistory } from '../../settlement/history.ts';
import { readFiled } from '../../settlement/record-statement.ts';
import { settleOnRecord } from '../../settlement/settle-on-record.ts';
import { readLife, statementId } from '../../settlement/statement-register.ts';
import { versionsIn } from '../../settlement/versions.ts';
import { type Period, previousPeriod } from '../../sla/periods.ts';
import { addSums } from '../../sla/settled-class.ts';
import type { SlaAnswer } from './answer.ts';
import { compareRows, compareTotals, type SlaRow, settledTotal, worstFirst } from './sla-row.ts';

export interface SettledQuestion {
  readonly period: Period;
  readonly timeZone: string;
  readonly worst?: number;
  readonly nowMs: number;
}

/** Every contract that is in force in the period, settled by its own terms as the record stands now. */
export function answerSettled(reader: LedgerReader, path: string, question: SettledQuestion): SlaAnswer {
  const { period, timeZone, worst, nowMs } = question;
  return reader.snapshot(() => {
    const history = readHistory(reader, { recordedBeforeMs: nowMs });
    const statements = [...reader.decisions('statement')];
    const settle = (contractId: string, asked: Period) =>
      settleOnRecord(
        reader,
        { contractId, period: asked, asOfMs: nowMs, recordedBeforeMs: nowMs, timeZone },
        { history, readFiled: (filed) => readFiled(path, filed) },
      );
    const rowsOf = (asked: Period): readonly SlaRow[] =>
      [...history.contracts]
        .filter(([, versions]) =>
          versionsIn(versions, asked).some(
            ({ value }) => value.fromMs < asked.toMs && (value.toMs ?? Infinity) > asked.fromMs,
          ),
        )
        .map(([id, versions]) => {
          const { issued } = readLife(statements, statementId(id, asked.label));
          const name = versions.at(-1)?.value.name;
          return {
            ...settledRow(settle(id, asked)),
            ...(name === undefined ? {} : { name }),
            state: issued ? ('issued' as const) : ('provisional' as const),
          };
        });
    const before = previousPeriod(period, timeZone);
    const [rows, rowsBefore] = [rowsOf(period), rowsOf(before)];
    const compared = compareRows(rows, rowsBefore);
    return {
      by: 'contract',
      timeZone,
      period,
      counted: { fromMs: period.fromMs, toMs: Math.min(period.toMs, nowMs) },
      before,
      rows: worst === undefined ? compared : worstFirst(compared).slice(0, worst),
      total: compareTotals(settledTotal(rows), settledTotal(rowsBefore)),
      found: rows.length,
    };
  });
}

/** The parts of a period each by its own terms, added up. */
export function settledRow({ contractId, parts }: ContractSettlement): SlaRow {
  const all = parts.map(({ figures }) => figures.aggregate);
  const sum = (pick: (one: (typeof all)[number]) => number) =>
    all.reduce((total, one) => total + pick(one), 0);
  return {
    id: contractId,
    entities: new Set(parts.flatMap(({ entities }) => entities.map(({ entity }) => entity))).size,
    sums: addSums(all.map(({ sums }) => sums)),
    goodMs: sum(({ goodMs }) => goodMs),
    countedMs: sum(({ countedMs }) => countedMs),
    lowGoodMs: sum(({ lowGoodMs }) => lowGoodMs),
    highGoodMs: sum(({ highGoodMs }) => highGoodMs),
    boundsCountedMs: sum(({ boundsCountedMs }) => boundsCountedMs),
  };
}
