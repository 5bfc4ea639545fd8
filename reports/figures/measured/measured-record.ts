import type { Entity, Indicator } from '../../../core/state.ts';
import type { ChangeColumns, ColumnSlice } from '../../../ledger/change-columns.ts';
import type { LedgerReader } from '../../../ledger/read-ledger.ts';
import { buildDayGrid } from '../../../settlement/days/day-grid.ts';
import { type Interval, type IntervalSet, union } from '../../../sla/intervals.ts';
import { type Period, splitByCalendar } from '../../../sla/periods.ts';
import { createImportedMs, type ImportedMs } from './imported-time.ts';
import { type AddStates, createAddStates } from './state-ms.ts';

export interface RecordQuestion {
  readonly window: Interval;
  readonly timeZone: string;
  readonly recordedBeforeMs: number;
}

/** What was measured of a window, as far as it was on record. */
export interface MeasuredRecord {
  readonly window: Interval;
  readonly months: readonly Period[];
  readonly columns: ChangeColumns;
  readonly coverage: IntervalSet;
  readonly watchedMs: (fromMs: number, toMs: number) => number;
  readonly addStates: AddStates;
  /** Absent where nothing was imported. */
  readonly importedMs?: ImportedMs;
  readonly sliceOf: (entity: Entity, indicator: Indicator) => ColumnSlice | undefined;
}

export function readMeasuredRecord(
  reader: LedgerReader,
  { window, timeZone, recordedBeforeMs }: RecordQuestion,
): MeasuredRecord {
  const columns = reader.changeColumns({ fromMs: window.fromMs, toMs: window.toMs, recordedBeforeMs });
  const coverage = union(reader.coverage({ fromMs: window.fromMs, toMs: window.toMs, recordedBeforeMs }));
  const { watchedMs } = buildDayGrid(window, coverage, timeZone);
  const slices = new Map<Entity, ColumnSlice[]>();
  for (const slice of columns.slices) {
    const own = slices.get(slice.entity);
    if (own) own.push(slice);
    else slices.set(slice.entity, [slice]);
  }
  const sliceOf = (entity: Entity, indicator: Indicator) =>
    slices.get(entity)?.find((slice) => slice.indicator === indicator);
  const importedMs = createImportedMs(reader, { window, columns, coverage, sliceOf, recordedBeforeMs });
  return {
    window,
    months: splitByCalendar(window, 'month', timeZone),
    columns,
    coverage,
    watchedMs,
    addStates: createAddStates(columns, watchedMs),
    ...(importedMs && { importedMs }),
    sliceOf,
  };
}
