import type { Inventory } from '../../core/domain/inventory.ts';
import { STEP, type Steps } from '../../core/host/in-slices.ts';
import type { Lease } from '../../core/leases/lease.ts';
import { watcherOf } from '../../core/leases/rendezvous.ts';
import { siteOfDevice, siteOfLink, zoneOf } from '../../core/leases/share.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';

/** Who is to watch each device and link by the leases in force. */
export interface Shares {
  /** By the place of a device in the inventory; `undefined` where nobody was granted its zone, and whoever covers anything covers it. */
  readonly watcherOf: (device: number) => string | undefined;
  readonly watcherOfLink: (id: string) => string | undefined;
  readonly zoneOf: (device: number) => string;
}

type Shared = Pick<Inventory, 'devices' | 'links' | 'sites'>;

/** @param leases Those in force, one of each zone. */
export function* shareOut(inventory: Shared, leases: readonly Lease[]): Steps<Shares> {
  const devices = indexMap(inventory.devices);
  const byZone = new Map(leases.map(({ zone, collectors }) => [zone, collectors]));
  const bySite = new Map<string, { readonly zone: string; readonly watcher: string | undefined }>();
  const ofSite = (site: string) => {
    const known = bySite.get(site);
    if (known) return known;
    const zone = zoneOf(inventory, site);
    const found = { zone, watcher: watcherOf(site, byZone.get(zone) ?? []) };
    bySite.set(site, found);
    return found;
  };
  const sites: ReturnType<typeof ofSite>[] = [];
  for (let index = 0; index < devices.size; index++) {
    if (index % STEP === 0) yield;
    const channelOf = devices.memberAt(index, 'channelOf');
    const site = devices.memberAt(index, 'site') ?? '';
    sites.push(ofSite(siteOfDevice(inventory, { site, ...(channelOf && { channelOf }) })));
  }
  return {
    watcherOf: (device) => sites[device]?.watcher,
    zoneOf: (device) => sites[device]?.zone ?? '',
    watcherOfLink: (id) => {
      const link = inventory.links.get(id);
      return link && ofSite(siteOfLink(inventory, link)).watcher;
    },
  };
}
