import { INDICATORS } from '../../core/domain/state.ts';
import { STEP, type Steps } from '../../core/host/in-slices.ts';
import type { Status } from '../judge/status.ts';
import type { Answer, Rung } from '../judge-life.ts';
import { createMeasurementColumns, type MeasurementColumns } from './measurement-columns.ts';
import type { Names } from './names.ts';
import { createStatusColumns, type StatusColumns } from './status-columns.ts';
import { checkAt, indicatorAt, rowIn, rowsOf, type WatchColumns } from './watch-columns.ts';

/** What is watched, and what is known of each row of it. */
export interface WatchedStates {
  readonly watches: WatchColumns;
  readonly statuses: Omit<StatusColumns, 'write'>;
  readonly write: (row: number, status: Status) => void;
  readonly measured: MeasurementColumns;
  /** Since when each row is probed at its interval. */
  readonly plannedMs: Float64Array;
  /** By device: that it answered otherwise while its pings fail. */
  readonly answers: Map<number, Answer>;
}

/** @param onChange Told when a state or a reason is another. */
export function createWatchedStates(
  watches: WatchColumns,
  reasons: Names,
  onChange: () => void,
): WatchedStates {
  const { size } = watches;
  const statuses = createStatusColumns(size, reasons);
  return {
    watches,
    statuses,
    write: (row, status) => {
      if (statuses.write(row, status)) onChange();
    },
    measured: createMeasurementColumns(size),
    plannedMs: new Float64Array(size),
    answers: new Map(),
  };
}

/**
 * Takes over what is known of every row that is watched on; `begin` says what a row begins with that was not.
 * @param nowMs From then on the rows are probed whose interval is another.
 */
export function* carryOver(
  from: WatchedStates,
  to: WatchedStates,
  nowMs: number,
  begin: (row: number) => Status,
): Steps<void> {
  const { watches } = to;
  for (let device = 0; device < watches.devices.size; device++) {
    if (device % STEP === 0) yield;
    const old = from.watches.devices.indexOf(watches.devices.idAt(device) ?? '');
    const answer = old !== undefined && reachRow(from, old) >= 0 ? from.answers.get(old) : undefined;
    if (answer) to.answers.set(device, answer);
    for (const row of rowsOf(watches, device)) {
      const oldRow = old === undefined ? -1 : rowIn(from.watches, old, watches.indicator[row] ?? 0);
      to.plannedMs[row] = nowMs;
      if (oldRow < 0) to.write(row, begin(row));
      else carryRow(from, oldRow, to, row);
    }
  }
}

function carryRow(from: WatchedStates, oldRow: number, to: WatchedStates, row: number): void {
  to.write(row, from.statuses.read(oldRow));
  const measured = from.measured.of(oldRow);
  if (measured) to.measured.set(row, measured.measurements, measured.measuredMs);
  if (checkAt(from.watches, oldRow).intervalMs === checkAt(to.watches, row).intervalMs)
    to.plannedMs[row] = from.plannedMs[oldRow] ?? 0;
}

/** Rows that are watched no more. */
export function* rowsLost(
  { watches: from }: WatchedStates,
  { watches: to }: WatchedStates,
): Generator<number> {
  for (let device = 0; device < from.devices.size; device++) {
    const now = to.devices.indexOf(from.devices.idAt(device) ?? '');
    for (const row of rowsOf(from, device))
      if (now === undefined || rowIn(to, now, from.indicator[row] ?? 0) < 0) yield row;
  }
}

const REACH = INDICATORS.indexOf('reach');

export const reachRow = ({ watches }: Pick<WatchedStates, 'watches'>, device: number): number =>
  rowIn(watches, device, REACH);

/** The rungs above `reach`. */
export function higherRungs({ watches, statuses }: WatchedStates, device: number): readonly Rung[] {
  const rungs: Rung[] = [];
  for (const row of rowsOf(watches, device)) {
    const indicator = indicatorAt(watches, row);
    if (indicator === 'reach' || indicator === 'capacity') continue;
    rungs.push({ indicator, status: statuses.read(row) });
  }
  return rungs;
}
