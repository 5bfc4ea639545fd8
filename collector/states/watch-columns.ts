import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Check, Device } from '../../core/domain/inventory.ts';
import type { ProberName } from '../../core/domain/probers.ts';
import { INDICATORS, type Indicator } from '../../core/domain/state.ts';
import { finish, type Steps } from '../../core/host/in-slices.ts';
import { type IndexedMap, indexMap } from '../../core/packed/indexed-map.ts';
import { createWatchedChecks, type Watchable } from '../scheduler/watched-checks.ts';
import { type DevicesNow, deviceColumnsInSteps, type Places } from './device-columns.ts';
import { createLifeColumns, type LifeColumns } from './life-columns.ts';

/**
 * What is watched: a row for each rung that is asked of each device, in the order of the inventory and of `INDICATORS`. No
 * device is held: it is decoded when it is meant.
 */
export interface WatchColumns {
  readonly size: number;
  readonly devices: IndexedMap<Device>;
  readonly lives: LifeColumns;
  /** What is in force of them. */
  readonly now: DevicesNow;
  /** The rows of `device` are `[firstRow[device], firstRow[device + 1])`. */
  readonly firstRow: Uint32Array;
  readonly device: Uint32Array;
  /** Place in `INDICATORS`. */
  readonly indicator: Uint8Array;
  /** Place in {@link checks}. */
  readonly check: Uint16Array;
  readonly checks: readonly Check[];
}

/** Everything that can be probed, by the contracts that are in force at `nowMs`. */
export const buildWatchColumns = (...given: Parameters<typeof watchColumnsInSteps>): WatchColumns =>
  finish(watchColumnsInSteps(...given));

export function* watchColumnsInSteps(
  inventory: Watchable & Places,
  profiles: Settings['profiles'],
  nowMs: number,
): Steps<WatchColumns> {
  const devices = indexMap(inventory.devices);
  const checkOf = createWatchedChecks(inventory, profiles, nowMs);
  const lives = createLifeColumns(devices.size);
  const most = devices.size * INDICATORS.length;
  const [device, indicator, check] = [new Uint32Array(most), new Uint8Array(most), new Uint16Array(most)];
  const firstRow = new Uint32Array(devices.size + 1);
  const places = new Map<Check, number>();
  let row = 0;
  const now = yield* deviceColumnsInSteps(inventory, nowMs, (one, index) => {
    lives.add(index, one);
    firstRow[index] = row;
    for (const [place, name] of INDICATORS.entries()) {
      const asked = checkOf(one, name);
      if (asked === undefined) continue;
      const known = places.get(asked) ?? places.size;
      places.set(asked, known);
      [device[row], indicator[row], check[row]] = [index, place, known];
      row++;
    }
  });
  firstRow[devices.size] = row;
  return {
    ...{ size: row, devices, now, lives: lives.columns, firstRow, checks: [...places.keys()] },
    ...{ device: device.slice(0, row), indicator: indicator.slice(0, row), check: check.slice(0, row) },
  };
}

export const NOTHING_WATCHED: WatchColumns = buildWatchColumns(
  { devices: new Map(), links: new Map(), sites: new Map(), areas: new Map(), handovers: [] },
  {},
  0,
);

/** What is asked by one prober: only devices of which something is are decoded. */
export function* askedBy(
  { size, devices, device, check, checks }: WatchColumns,
  prober: ProberName,
): Generator<{ readonly device: Device; readonly check: Check }> {
  for (let row = 0; row < size; row++) {
    const asked = checks[check[row] ?? 0];
    const one = asked?.prober === prober ? devices.at(device[row] ?? 0) : undefined;
    if (one && asked) yield { device: one, check: asked };
  }
}

/** The row of a rung; -1 where it is not asked. */
export function findRow(
  { devices, firstRow, indicator }: Pick<WatchColumns, 'devices' | 'firstRow' | 'indicator'>,
  deviceId: string,
  rung: Indicator,
): number {
  const device = devices.indexOf(deviceId);
  if (device === undefined) return -1;
  return rowIn({ firstRow, indicator }, device, INDICATORS.indexOf(rung));
}

export function rowIn(
  { firstRow, indicator }: Pick<WatchColumns, 'firstRow' | 'indicator'>,
  device: number,
  rung: number,
): number {
  const end = firstRow[device + 1] ?? 0;
  for (let row = firstRow[device] ?? end; row < end; row++) if (indicator[row] === rung) return row;
  return -1;
}

export function* rowsOf({ firstRow }: Pick<WatchColumns, 'firstRow'>, device: number): Generator<number> {
  const end = firstRow[device + 1] ?? 0;
  for (let row = firstRow[device] ?? end; row < end; row++) yield row;
}

export const indicatorAt = ({ indicator }: Pick<WatchColumns, 'indicator'>, row: number): Indicator =>
  INDICATORS[indicator[row] ?? 0] ?? 'reach';

export function checkAt({ check, checks }: Pick<WatchColumns, 'check' | 'checks'>, row: number): Check {
  const asked = checks[check[row] ?? 0];
  if (asked === undefined) throw new RangeError(`no row ${row} is watched`);
  return asked;
}

export const deviceIdAt = (
  { devices, device }: Pick<WatchColumns, 'devices' | 'device'>,
  row: number,
): string => devices.idAt(device[row] ?? 0) ?? '';
