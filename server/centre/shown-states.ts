import type { Names } from '../../collector/states/names.ts';
import { findRow, indicatorAt, rowsOf, type WatchColumns } from '../../collector/states/watch-columns.ts';
import type { LiveColumns } from '../../core/domain/live-columns.ts';
import type { LiveStatus } from '../../core/domain/sinks.ts';
import { type Change, deviceEntity, type Indicator, parseEntity, STATES } from '../../core/domain/state.ts';

/** What is on record of each rung that is watched, and what is shown of it. */
export interface ShownStates {
  readonly watches: WatchColumns;
  /** As if nothing were on record of the device. */
  readonly forget: (deviceId: string) => void;
  readonly take: (
    change: Pick<Change, 'entity' | 'indicator' | 'state' | 'reason' | 'atMs' | 'afterMs'>,
  ) => void;
  /** `uncoveredSince`: by the place of the device; `undefined` while somebody covers it. */
  readonly show: (uncoveredSince: (device: number) => number | undefined) => void;
  readonly columns: (version: number) => LiveColumns;
  readonly status: (deviceId: string, indicator: Indicator) => LiveStatus | undefined;
  readonly statuses: () => Iterable<LiveStatus>;
}

interface States {
  readonly state: Uint8Array;
  readonly reason: Uint16Array;
  readonly sinceMs: Float64Array;
  readonly afterMs: Float64Array;
}

/** Why nothing is known now of what nobody covers: the same that its history says of that time. */
export const NOT_COVERED = 'blind';
const UNKNOWN = STATES.indexOf('unknown');

/** @param sinceMs From when on nothing is known of what is not on record. */
export function createShownStates(watches: WatchColumns, sinceMs: number, reasons: Names): ShownStates {
  const { size, firstRow, device, indicator } = watches;
  const [recorded, shown] = [createStates(size), createStates(size)];
  const [noData, notCovered] = [reasons.indexOf('no-data-yet'), reasons.indexOf(NOT_COVERED)];
  const lastProbeMs = new Float64Array(size).fill(Number.NaN);

  const forgetRow = (row: number) => {
    [recorded.state[row], recorded.reason[row]] = [UNKNOWN, noData];
    [recorded.sinceMs[row], recorded.afterMs[row]] = [sinceMs, sinceMs];
  };
  for (let row = 0; row < size; row++) forgetRow(row);

  const statusIn = (row: number): LiveStatus => {
    const reason = reasons.all[shown.reason[row] ?? 0];
    return {
      entity: deviceEntity(watches.devices.idAt(device[row] ?? 0) ?? ''),
      indicator: indicatorAt(watches, row),
      state: STATES[shown.state[row] ?? UNKNOWN] ?? 'unknown',
      ...(reason !== undefined && { reason }),
      sinceMs: shown.sinceMs[row] ?? 0,
      afterMs: shown.afterMs[row] ?? 0,
    };
  };

  return {
    watches,
    forget: (deviceId) => {
      const index = watches.devices.indexOf(deviceId);
      if (index !== undefined) for (const row of rowsOf(watches, index)) forgetRow(row);
    },
    take: ({ entity, indicator: rung, state, reason, atMs, afterMs }) => {
      const row = findRow(watches, parseEntity(entity)?.id ?? '', rung);
      if (row < 0) return;
      [recorded.state[row], recorded.reason[row]] = [STATES.indexOf(state), reasons.indexOf(reason)];
      [recorded.sinceMs[row], recorded.afterMs[row]] = [atMs, afterMs];
    },
    show: (uncoveredSince) => {
      for (const name of ['state', 'reason', 'sinceMs', 'afterMs'] as const) shown[name].set(recorded[name]);
      for (let index = 0; index < watches.devices.size; index++) {
        const since = uncoveredSince(index);
        if (since === undefined) continue;
        // What was known is of before: it may have changed meanwhile, and nobody looked.
        for (const row of rowsOf(watches, index)) {
          [shown.state[row], shown.reason[row]] = [UNKNOWN, notCovered];
          [shown.sinceMs[row], shown.afterMs[row]] = [since, since];
        }
      }
    },
    columns: (version) => ({
      ...{ size, version, devices: watches.now.columns, firstRow, device, indicator },
      ...{ ...shown, reasons: reasons.all, lastProbeMs },
    }),
    status: (deviceId, rung) => {
      const row = findRow(watches, deviceId, rung);
      return row < 0 ? undefined : statusIn(row);
    },
    statuses: function* () {
      for (let row = 0; row < size; row++) yield statusIn(row);
    },
  };
}

const createStates = (size: number): States => ({
  state: new Uint8Array(size),
  reason: new Uint16Array(size),
  sinceMs: new Float64Array(size),
  afterMs: new Float64Array(size),
});
