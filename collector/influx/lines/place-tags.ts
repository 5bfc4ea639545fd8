import type { Device, Inventory, Link } from '../../../core/domain/inventory.ts';

/** Where something stands and who runs it, as tags; what the inventory does not say is `undefined`. */
export interface PlaceTags {
  readonly agency: string | undefined;
  readonly area: string | undefined;
  readonly district: string | undefined;
}

/** Of what is withheld as well: its place would say as much as its name. */
export const NOWHERE: PlaceTags = { agency: undefined, area: undefined, district: undefined };

export function placeOfDevice(inventory: Inventory, { agency, site }: Device): PlaceTags {
  return { agency, ...placeOfSite(inventory, site) };
}

/** A link has no owner among the agencies where it ends at a site; where it ends at a device, it is that device's. */
export function placeOfLink(inventory: Inventory, { far }: Link): PlaceTags {
  if (far.startsWith('site:'))
    return { agency: undefined, ...placeOfSite(inventory, far.slice('site:'.length)) };
  const device = inventory.devices.get(far.slice('device:'.length));
  return device ? placeOfDevice(inventory, device) : NOWHERE;
}

function placeOfSite(inventory: Inventory, siteId: string): Pick<PlaceTags, 'area' | 'district'> {
  const area = inventory.sites.get(siteId)?.area;
  return { area, district: area === undefined ? undefined : inventory.areas.get(area)?.district };
}
