import type { Entity, Indicator } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { type Period, splitByCalendar } from '../../core/time/periods.ts';
import type { ChangeColumns, ColumnSlice } from '../../ledger/record/change-columns.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { readCheckCoverage } from '../sums/check-coverage.ts';
import { buildDayGrids } from '../sums/day-grids.ts';
import { type AddStates, createAddStates, type WatchedOf } from '../timelines/state-ms.ts';
import { createImportedMs, type ImportedMs } from './imported-time.ts';

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
  readonly watchedOf: WatchedOf;
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
  const { fromMs, toMs } = window;
  const coverage = readCheckCoverage(reader, { fromMs, toMs, recordedBeforeMs });
  const grids = buildDayGrids({ fromMs, toMs }, coverage, timeZone);
  const watchedOf: WatchedOf = (entity, indicator) => grids.of(entity, indicator).grid.watchedMs;
  const slices = new Map<Entity, ColumnSlice[]>();
  for (const slice of columns.slices) {
    const own = slices.get(slice.entity);
    if (own) own.push(slice);
    else slices.set(slice.entity, [slice]);
  }
  const sliceOf = (entity: Entity, indicator: Indicator) =>
    slices.get(entity)?.find((slice) => slice.indicator === indicator);
  const importedMs = createImportedMs(reader, {
    ...{ window, columns, sliceOf, recordedBeforeMs },
    coverageOf: (entity, indicator) => coverage.of(entity, indicator).coverage,
  });
  return {
    window,
    months: splitByCalendar(window, 'month', timeZone),
    columns,
    watchedOf,
    addStates: createAddStates(columns, watchedOf),
    ...(importedMs && { importedMs }),
    sliceOf,
  };
}
