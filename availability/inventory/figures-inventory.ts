import type {
  Agency,
  Area,
  DeviceKind,
  LifecycleStep,
  Link,
  Programme,
  Site,
  Upstreams,
} from '../../core/domain/inventory.ts';
import type { IntervalSet } from '../../core/time/intervals.ts';
import type { Versions } from '../../core/time/versions.ts';

/** As much of a device as figures need, while it was so; equal texts are the same string. */
export interface DeviceEntry {
  readonly kind: DeviceKind;
  readonly cameraClass?: 'fixed' | 'ptz';
  readonly site: string;
  /** Absent: the owner is not yet determined. */
  readonly agency?: string;
  readonly contractor?: string;
  readonly programme?: string;
  readonly contracts: readonly string[];
  /** The ways to it. */
  readonly paths: Upstreams;
  /** Absent: no conformity certificate. */
  readonly certificate?: { readonly validToMs?: number };
  /** Maker, model and serial number together: another one is another piece of hardware. */
  readonly hardware: string;
  readonly hasSerial: boolean;
}

export interface InventoryDevice {
  readonly id: string;
  /** At least one; the first reaches back to ever, and tells who was in charge before the hand-over that it began with. */
  readonly versions: Versions<DeviceEntry>;
  /** As it was recorded last: its own dates say when things were. */
  readonly lifecycle: readonly LifecycleStep[];
  /** From its installation to its retirement, less times in which it was taken off the list. Pauses are in it. */
  readonly present: IntervalSet;
  /** When it counts for availability: from its acceptance, less pauses. */
  readonly service: IntervalSet;
}

type Named = Versions<{ readonly name: string }>;

/** The inventory at every instant, as far as it was on record, of the least size. */
export interface FiguresInventory {
  readonly devices: ReadonlyMap<string, InventoryDevice>;
  readonly sites: ReadonlyMap<string, Versions<Site>>;
  readonly areas: ReadonlyMap<string, Versions<Area>>;
  readonly agencies: ReadonlyMap<string, Versions<Agency>>;
  readonly districts: ReadonlyMap<string, Named>;
  readonly programmes: ReadonlyMap<string, Versions<Programme>>;
  readonly contractors: ReadonlyMap<string, Named>;
  readonly links: ReadonlyMap<string, Versions<Link>>;
}
