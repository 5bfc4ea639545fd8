import type { Inventory } from '../../core/domain/inventory.ts';
import { STEP, type Steps } from '../../core/host/in-slices.ts';
import type { Lease } from '../../core/leases/lease.ts';
import { watchersOf } from '../../core/leases/rendezvous.ts';
import { siteOfDevice, siteOfLink, watchersWanted, zoneOf } from '../../core/leases/share.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';

/** Who is to watch each device and link by the leases in force. */
export interface Shares {
  /**
   * By the place of a device in the inventory, whose word counts first; none where nobody was granted its zone, and whoever covers
   * anything covers it.
   */
  readonly watchersOf: (device: number) => readonly string[];
  readonly watchersOfLink: (id: string) => readonly string[];
  /** How many the inventory wants. */
  readonly watchersWanted: (device: number) => number;
  readonly zoneOf: (device: number) => string;
}

type Shared = Pick<Inventory, 'devices' | 'links' | 'sites'>;

/** @param leases Those in force, one of each zone. */
export function* shareOut(inventory: Shared, leases: readonly Lease[]): Steps<Shares> {
  const devices = indexMap(inventory.devices);
  const byZone = new Map(leases.map(({ zone, collectors }) => [zone, collectors]));
  const bySite = new Map<string, SharedSite>();
  const ofSite = (site: string): SharedSite => {
    const known = bySite.get(site);
    if (known) return known;
    const zone = zoneOf(inventory, site);
    const wanted = watchersWanted(inventory, site);
    const found = { zone, wanted, watchers: watchersOf(site, byZone.get(zone) ?? [], wanted) };
    bySite.set(site, found);
    return found;
  };
  const sites: SharedSite[] = [];
  for (let index = 0; index < devices.size; index++) {
    if (index % STEP === 0) yield;
    const channelOf = devices.memberAt(index, 'channelOf');
    const site = devices.memberAt(index, 'site') ?? '';
    sites.push(ofSite(siteOfDevice(inventory, { site, ...(channelOf && { channelOf }) })));
  }
  return {
    watchersOf: (device) => sites[device]?.watchers ?? [],
    watchersWanted: (device) => sites[device]?.wanted ?? 1,
    zoneOf: (device) => sites[device]?.zone ?? '',
    watchersOfLink: (id) => {
      const link = inventory.links.get(id);
      return link ? ofSite(siteOfLink(inventory, link)).watchers : [];
    },
  };
}

interface SharedSite {
  readonly zone: string;
  readonly wanted: number;
  readonly watchers: readonly string[];
}
