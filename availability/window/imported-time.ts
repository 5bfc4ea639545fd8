import { type Entity, type Indicator, STATES } from '../../core/domain/state.ts';
import type { Interval, IntervalSet } from '../../core/time/intervals.ts';
import type { ChangeColumns, ColumnSlice } from '../../ledger/record/change-columns.ts';
import type { RecordedBefore } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { emptyStateMs, type StateMs } from '../timelines/state-ms.ts';
import { buildTimeline, type TimelineChange } from '../timelines/timeline.ts';

export interface ImportedQuestion extends Required<RecordedBefore> {
  readonly window: Interval;
  readonly columns: ChangeColumns;
  readonly coverageOf: (entity: Entity, indicator: Indicator) => IntervalSet;
  readonly sliceOf: (entity: Entity, indicator: Indicator) => ColumnSlice | undefined;
}

/** Of an indicator, within a set: milliseconds of states that only an import tells; `undefined` where none does. */
export type ImportedMs = (entity: Entity, indicator: Indicator, within: IntervalSet) => StateMs | undefined;

/** `undefined` without any import on record: then nothing is looked up. */
export function createImportedMs(reader: LedgerReader, question: ImportedQuestion): ImportedMs | undefined {
  const { window, columns, coverageOf, sliceOf, recordedBeforeMs } = question;
  if (reader.imports({ recordedBeforeMs }).next().done) return undefined;
  return (entity, indicator, within) => {
    if (within.length === 0) return undefined;
    const imported = reader.imported({ entity, indicator, ...window, recordedBeforeMs });
    if (imported.length === 0) return undefined;
    const slice = sliceOf(entity, indicator);
    const changes = slice ? changesOf(columns, slice) : [];
    const coverage = coverageOf(entity, indicator);
    const segments = buildTimeline({ changes, coverage, imported, service: within, period: window });
    const ms = emptyStateMs();
    let isTold = false;
    for (const { state, importedFrom, fromMs, toMs } of segments) {
      if (importedFrom === undefined || state === 'out-of-service') continue;
      const place = STATES.indexOf(state);
      ms[place] = (ms[place] ?? 0) + toMs - fromMs;
      isTold = true;
    }
    return isTold ? ms : undefined;
  };
}

function changesOf({ atMs, states }: ChangeColumns, { from, to }: ColumnSlice): readonly TimelineChange[] {
  return Array.from({ length: to - from }, (_, place) => ({
    seq: place,
    atMs: atMs[from + place] ?? 0,
    state: STATES[states[from + place] ?? 0] ?? 'unknown',
  }));
}
