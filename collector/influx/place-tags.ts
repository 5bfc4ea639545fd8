import type { Device, Inventory, Link } from '../../core/inventory.ts';
import { type Entity, parseEntity } from '../../core/state.ts';

/** Where something stands and who runs it, as tags; what the inventory does not say is `undefined`. */
export interface PlaceTags {
  readonly agency: string | undefined;
  readonly area: string | undefined;
  readonly district: string | undefined;
}

export interface DeviceTags extends PlaceTags {
  readonly device: string;
  readonly kind: string;
}

const NOWHERE: PlaceTags = { agency: undefined, area: undefined, district: undefined };

export function buildDeviceTags(inventory: Inventory, device: Device): DeviceTags {
  return { device: device.id, kind: device.kind, ...placeOfDevice(inventory, device) };
}

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

/** Name, kind and place of what a change is about; an entity that has left the inventory keeps its id. */
export function describeEntity(
  inventory: Inventory,
  entity: Entity,
): PlaceTags & { readonly kind: string; readonly name: string } {
  const { kind, id } = parseEntity(entity) ?? { kind: 'device', id: entity };
  const device = kind === 'device' ? inventory.devices.get(id) : undefined;
  if (device) return { kind: device.kind, name: device.name, ...placeOfDevice(inventory, device) };
  const link = kind === 'link' ? inventory.links.get(id) : undefined;
  return link ? { kind, name: link.name, ...placeOfLink(inventory, link) } : { kind, name: id, ...NOWHERE };
}

function placeOfSite(inventory: Inventory, siteId: string): Pick<PlaceTags, 'area' | 'district'> {
  const area = inventory.sites.get(siteId)?.area;
  return { area, district: area === undefined ? undefined : inventory.areas.get(area)?.district };
}
