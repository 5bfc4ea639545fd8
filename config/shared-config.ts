import type { Device, DeviceKind, Inventory, Link, Site } from '../core/domain/inventory.ts';
import { createSecret } from '../core/domain/secret.ts';
import { isOpenDevice } from '../core/domain/withheld.ts';
import type { Lease } from '../core/leases/lease.ts';
import { shareOf } from '../core/leases/share.ts';
import { openHandovers, type PackedHandovers, packHandovers } from '../core/packed/packed-handovers.ts';
import { openPackedMap, type PackedMap, packMap } from '../core/packed/packed-map.ts';
import type { Config } from './load-config.ts';
import type { MakerProfile } from './makers/maker-schema.ts';
import { countWatched } from './unwatched.ts';

type Packed = 'sites' | 'devices' | 'links';

type SharedInventory = Omit<Inventory, Packed | 'handovers' | 'share'> & {
  readonly [Name in Packed]: PackedMap;
} & { readonly handovers: PackedHandovers };

/** A login of a maker's manual without the functions that hide it: no message carries those. */
interface SharedMaker extends Omit<MakerProfile, 'logins'> {
  readonly logins: readonly { readonly user: string; readonly password: string }[];
}

/** A configuration as a message carries it to another thread: what is large stays where it is, the rest is copied. */
export interface SharedConfig extends Omit<Config, 'inventory' | 'makers'> {
  readonly inventory: SharedInventory;
  readonly makers: readonly SharedMaker[];
  readonly counts: InventoryCounts;
  readonly sharing?: Sharing;
}

/** Which part of the inventory is watched here; absent where all of it is. */
export interface Sharing {
  readonly collector: string;
  /** See {@link shareOf}. */
  readonly leases: readonly Lease[];
}

/** Counted where every device is at hand anyway. */
export interface InventoryCounts {
  readonly watched: ReturnType<typeof countWatched>;
  /** Devices of which everybody may know. */
  readonly openByKind: ReadonlyMap<DeviceKind, number>;
}

/** A configuration that any other thread can have without reading a file, and without a second copy of the inventory. */
export interface OpenedConfig extends Config {
  readonly counts: InventoryCounts;
  readonly sharing?: Sharing;
  readonly shared: SharedConfig;
}

export function shareConfig({ inventory, makers, ...config }: Config, nowMs: number): SharedConfig {
  const { sites, devices, links, handovers } = inventory;
  const packed = {
    ...{ sites: packMap(sites), devices: packMap(devices), links: packMap(links) },
    handovers: packHandovers([...handovers]),
  };
  return {
    ...config,
    inventory: { ...inventory, ...packed },
    makers: makers.map(shareMaker),
    counts: { watched: countWatched(devices.values(), nowMs), openByKind: countOpen(inventory) },
  };
}

function countOpen(inventory: Inventory): ReadonlyMap<DeviceKind, number> {
  const open = inventory.devices.values().filter((device) => isOpenDevice(inventory, device));
  const counts = new Map<DeviceKind, number>();
  for (const { kind } of open) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** @param keptCount How many values of each kind are kept decoded; see {@link openPackedMap}. */
export function openSharedConfig(shared: SharedConfig, keptCount?: number): OpenedConfig {
  const { inventory, makers, ...config } = shared;
  const opened = {
    sites: openPackedMap<Site>(inventory.sites, keptCount),
    devices: openPackedMap<Device>(inventory.devices, keptCount),
    links: openPackedMap<Link>(inventory.links, keptCount),
    handovers: openHandovers(inventory.handovers),
  };
  const { sharing } = config;
  const share = sharing && shareOf({ ...inventory, ...opened }, sharing.leases, sharing.collector);
  return {
    ...config,
    inventory: Object.freeze({ ...inventory, ...opened, ...(share && { share }) }),
    makers: makers.map(openMaker),
    shared,
  };
}

/** The same configuration, of which only a part is watched here. */
export const withSharing = ({ shared }: OpenedConfig, sharing: Sharing): OpenedConfig =>
  openSharedConfig({ ...shared, sharing });

const shareMaker = ({ logins, ...maker }: MakerProfile): SharedMaker => ({
  ...maker,
  logins: logins.map(({ user, password }) => ({ user, password: password.reveal() })),
});

const openMaker = ({ logins, ...maker }: SharedMaker): MakerProfile => ({
  ...maker,
  logins: logins.map(({ user, password }) => ({ user, password: createSecret(password) })),
});
