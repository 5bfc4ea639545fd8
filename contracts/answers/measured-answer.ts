import { type MeasuredGroupKind, measuredSums } from '../../availability/sums/measured-sums.ts';
import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { type Period, previousPeriod } from '../../core/time/periods.ts';
import { recordBeginsMs, recordEndsMs } from '../../ledger/history/record-bounds.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { SlaAnswer } from './answer.ts';
import { compareRows, compareTotals, measuredRow, measuredTotal, worstFirst } from './sla-row.ts';

export interface MeasuredQuestion {
  readonly by: MeasuredGroupKind;
  readonly indicator: Indicator;
  readonly period: Period;
  readonly timeZone: string;
  readonly kind?: DeviceKind | 'link';
  readonly worst?: number;
  readonly nowMs: number;
}

/** What was measured, by group, beside as much of the period before. */
export function answerMeasured(reader: LedgerReader, question: MeasuredQuestion): SlaAnswer {
  const { by, indicator, period, timeZone, worst, nowMs } = question;
  return reader.snapshot(() => {
    const toMs = Math.max(period.fromMs, Math.min(period.toMs, recordEndsMs(reader, nowMs)));
    const counted = { fromMs: period.fromMs, toMs };
    const before = previousPeriod(period, timeZone);
    const lengthMs = toMs < period.toMs ? toMs - period.fromMs : before.toMs - before.fromMs;
    const compared = { ...before, toMs: Math.min(before.toMs, before.fromMs + lengthMs) };
    const now = measuredSums(reader, { ...question, period: counted });
    // What was before the record began cannot be compared with.
    const then =
      recordBeginsMs(reader, nowMs) <= before.fromMs
        ? measuredSums(reader, { ...question, period: compared })
        : undefined;
    const total = measuredRow(measuredTotal(now));
    const rows = compareRows(now.groups.map(measuredRow), then?.groups.map(measuredRow) ?? []);
    return {
      by,
      indicator,
      timeZone,
      period,
      counted,
      ...(then ? { before: compared } : {}),
      rows: worst === undefined ? rows : worstFirst(rows).slice(0, worst),
      total: then ? compareTotals(total, measuredRow(measuredTotal(then))) : total,
      found: rows.length,
      source: now,
    };
  });
}
