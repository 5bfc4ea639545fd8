import type { DeviceKind, Inventory } from '../../core/domain/inventory.ts';
import { siteOfDevice, zoneOf } from '../../core/leases/share.ts';
import { NO_TAG_VALUE } from '../../core/names/series.ts';

/** What one agency owns. */
export interface Holding {
  readonly devices: ReadonlyMap<DeviceKind, number>;
  readonly areas: ReadonlySet<string>;
  readonly districts: ReadonlySet<string>;
  readonly zones: ReadonlySet<string>;
}

/** By agency, in the order of their ids. */
export function findHoldings(inventory: Inventory): ReadonlyMap<string, Holding> {
  const holdings = new Map<
    string,
    { devices: Map<DeviceKind, number>; areas: Set<string>; districts: Set<string>; zones: Set<string> }
  >();
  const { devices, sites, areas } = inventory;
  for (const device of devices.values()) {
    const { agency = NO_TAG_VALUE, kind, site } = device;
    const holding = holdings.get(agency) ?? {
      ...{ devices: new Map(), areas: new Set(), districts: new Set(), zones: new Set() },
    };
    holdings.set(agency, holding);
    holding.zones.add(zoneOf(inventory, siteOfDevice(inventory, device)));
    holding.devices.set(kind, (holding.devices.get(kind) ?? 0) + 1);
    const area = areas.get(sites.get(site)?.area ?? '');
    if (area === undefined) continue;
    holding.areas.add(area.id);
    holding.districts.add(area.district);
  }
  return new Map([...holdings].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** How many devices of these kinds belong to an agency, or to all where none is named. */
export function countOwned(
  holdings: ReadonlyMap<string, Holding>,
  kinds: readonly DeviceKind[],
  agency?: string,
): number {
  const owners = agency === undefined ? [...holdings.values()] : [holdings.get(agency)];
  return owners.reduce(
    (sum, owner) => sum + kinds.reduce((ofOwner, kind) => ofOwner + (owner?.devices.get(kind) ?? 0), 0),
    0,
  );
}
