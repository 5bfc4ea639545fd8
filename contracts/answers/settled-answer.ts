import { type Period, previousPeriod, wholePeriodOf } from '../../core/time/periods.ts';
import { versionsIn } from '../../core/time/versions.ts';
import { readHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { readLives } from '../statements/statement-register.ts';
import type { SlaAnswer } from './answer.ts';
import { type ContractsRecord, contractFigures, contractRow } from './contract-row.ts';
import { compareRows, compareTotals, type SlaRow, settledTotal, worstFirst } from './sla-row.ts';

export interface SettledQuestion {
  readonly period: Period;
  readonly timeZone: string;
  readonly worst?: number;
  readonly nowMs: number;
}

/** Every contract that is in force in the period: as it was issued, else settled as the record stands now. */
export function answerSettled(reader: LedgerReader, path: string, question: SettledQuestion): SlaAnswer {
  const { timeZone, worst, nowMs } = question;
  const period = wholePeriodOf(question.period, timeZone);
  return reader.snapshot(() => {
    const history = readHistory(reader, { recordedBeforeMs: nowMs });
    const lives = readLives(reader.decisions('statement'));
    const record: ContractsRecord = { reader, path, history, lives, timeZone, nowMs };
    const before = previousPeriod(period, timeZone);
    const rows = rowsOf(record, period, contractRow);
    const rowsBefore = rowsOf(record, before, contractFigures);
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

function rowsOf(
  record: ContractsRecord,
  period: Period,
  rowOf: (record: ContractsRecord, contractId: string, period: Period) => SlaRow,
): readonly SlaRow[] {
  return [...record.history.contracts]
    .filter(([, versions]) =>
      versionsIn(versions, period).some(
        ({ value }) => value.fromMs < period.toMs && (value.toMs ?? Infinity) > period.fromMs,
      ),
    )
    .map(([id, versions]) => {
      const name = versions.at(-1)?.value.name;
      return { ...rowOf(record, id, period), ...(name === undefined ? {} : { name }) };
    });
}
