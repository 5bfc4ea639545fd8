import type { Device, Inventory } from '../../core/domain/inventory.ts';

/** An agency's devices in one former district: what alerts are routed by. */
export interface Place {
  readonly agency: string;
  readonly district: string;
}

/** Where a device is and whose it is; `undefined` while either is not determined. */
export function placeOf(
  { sites, areas }: Pick<Inventory, 'sites' | 'areas'>,
  device: Device,
): Place | undefined {
  const area = sites.get(device.site)?.area;
  const district = area === undefined ? undefined : areas.get(area)?.district;
  return device.agency === undefined || district === undefined
    ? undefined
    : { agency: device.agency, district };
}

/** The districts in which each agency has devices, in the order of the inventory's agencies and districts. */
export function placesOf(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const device of inventory.devices.values()) {
    const place = placeOf(inventory, device);
    if (place) found.set(place.agency, (found.get(place.agency) ?? new Set()).add(place.district));
  }
  return new Map(
    [...inventory.agencies.keys()].flatMap((agency) => {
      const districts = found.get(agency);
      return districts ? [[agency, [...inventory.districts.keys()].filter((id) => districts.has(id))]] : [];
    }),
  );
}
