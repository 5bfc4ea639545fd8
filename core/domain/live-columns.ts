import type { DeviceKind, Upstreams } from './inventory.ts';

/** Devices that every count treats alike: of one kind, in one place, with one owner, contractor and programme at present. */
export interface DeviceGroup {
  readonly kind: DeviceKind;
  readonly agency: string | undefined;
  readonly area: string | undefined;
  readonly district: string | undefined;
  readonly contractor: string | undefined;
  readonly programme: string | undefined;
}

/** One number of each device, by its place in the order of the inventory. */
export interface DeviceColumns {
  /** The devices that it was made of. */
  readonly of: object;
  readonly size: number;
  readonly idOf: (device: number) => string;
  /** -1 where the inventory has no such device. */
  readonly indexOf: (id: string) => number;
  /** Its place in {@link groups}. */
  readonly group: Uint32Array;
  readonly groups: readonly DeviceGroup[];
  /** 1 while it is probed, by the steps of its life. */
  readonly isWatched: Uint8Array;
  /** 0 where it is withheld: in no count, and on no page, that everybody may read. */
  readonly isOpen: Uint8Array;
  /** The switch it hangs on, and the recorder it is a channel of; -1 where the inventory names none. */
  readonly attachedTo: Int32Array;
  readonly recorder: Int32Array;
  /** What it hangs on: its place in {@link allWays}. */
  readonly ways: Uint32Array;
  readonly allWays: readonly Upstreams[];
}

/**
 * The states of all devices now, as columns: a row for each rung that is asked of each device, those of one device together
 * and in the order of `INDICATORS`. The arrays are the collector's own and change with it: read them at once, and never over
 * an `await`.
 */
export interface LiveColumns {
  readonly size: number;
  /** Another number after every change of a state, a reason, the inventory, or what is in force of it now. */
  readonly version: number;
  readonly devices: DeviceColumns;
  /** The first row of each device, and the end of the last: those of `device` are `[firstRow[device], firstRow[device + 1])`. */
  readonly firstRow: Uint32Array;
  readonly device: Uint32Array;
  /** Its place in `INDICATORS`. */
  readonly indicator: Uint8Array;
  /** Its place in `STATES`. */
  readonly state: Uint8Array;
  /** Its place in {@link reasons}, of which the first is none. */
  readonly reason: Uint16Array;
  readonly reasons: readonly (string | undefined)[];
  readonly sinceMs: Float64Array;
  readonly afterMs: Float64Array;
  /** `NaN` where it was not probed yet. */
  readonly lastProbeMs: Float64Array;
}
