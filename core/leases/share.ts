import {
  DEFAULT_ZONE,
  type Device,
  type Inventory,
  type Link,
  type Share,
  type Site,
} from '../domain/inventory.ts';
import { indexMap } from '../packed/indexed-map.ts';
import type { Lease } from './lease.ts';
import { watchersOf } from './rendezvous.ts';

type Placed = Pick<Device, 'site' | 'channelOf'>;
type Ends = Pick<Link, 'far' | 'interface'>;
type Places = Pick<Inventory, 'sites' | 'devices'>;

/** @param leases Those in force, one of each zone. Of several of one zone: what is the collector's by all of them. */
export function shareOf(inventory: Places, leases: readonly Lease[], collector: string): Share {
  const byZone = Map.groupBy(leases, ({ zone }) => zone);
  const known = new Map<string, Part>();
  const partIn = (site: string): Part => {
    const before = known.get(site);
    if (before) return before;
    const count = watchersWanted(inventory, site);
    const lists = (byZone.get(zoneOf(inventory, site)) ?? []).map(({ collectors }) =>
      watchersOf(site, collectors, count),
    );
    const part = {
      watches: lists.length > 0 && lists.every((list) => list.includes(collector)),
      isFirst: lists.length > 0 && lists.every(([first]) => first === collector),
    };
    known.set(site, part);
    return part;
  };
  return {
    watchesDevice: (device) => partIn(siteOfDevice(inventory, device)).watches,
    watchesLink: (link) => partIn(siteOfLink(inventory, link)).watches,
    countsLink: (link) => partIn(siteOfLink(inventory, link)).isFirst,
  };
}

/** What a collector does at a site. */
interface Part {
  readonly watches: boolean;
  readonly isFirst: boolean;
}

/** Sites of which nobody says otherwise are of one zone. */
export function zoneOf({ sites }: Pick<Inventory, 'sites'>, site: string): string {
  return memberOf(sites, site, 'zone') ?? DEFAULT_ZONE;
}

/** Network zones that have a site. */
export const zonesOf = (sites: Iterable<Pick<Site, 'zone'>>): ReadonlySet<string> =>
  new Set(Iterator.from(sites).map(({ zone = DEFAULT_ZONE }) => zone));

/** How many collectors are to watch a site. */
export const watchersWanted = ({ sites }: Pick<Inventory, 'sites'>, site: string): number =>
  memberOf(sites, site, 'watchers') ?? 1;

/** Where a device is shared out: at its site, or with the recorder through which alone it is reached. */
export function siteOfDevice({ devices }: Pick<Inventory, 'devices'>, { site, channelOf }: Placed): string {
  if (channelOf === undefined) return site;
  return memberOf(devices, channelOf.recorder, 'site') ?? site;
}

/** Where a link is shared out: with the device whose port is asked about it, else with its far end, from whose silence it is inferred. */
export function siteOfLink(inventory: Pick<Inventory, 'devices'>, { far, interface: port }: Ends): string {
  const [kind, id = ''] = far.split(':', 2);
  if (port === undefined && kind === 'site') return id;
  const device = inventory.devices.get(port?.device ?? id);
  return device ? siteOfDevice(inventory, device) : id;
}

/** One member alone, where decoding all of it costs more. */
function memberOf<Value extends Device | Site, Name extends keyof Value>(
  map: ReadonlyMap<string, Value>,
  id: string,
  name: Name,
): Value[Name] | undefined {
  if (!('memberAt' in map)) return map.get(id)?.[name];
  const indexed = indexMap(map);
  const index = indexed.indexOf(id);
  return index === undefined ? undefined : indexed.memberAt(index, name);
}
