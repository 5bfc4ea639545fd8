import type { Device, Inventory, Link } from '../../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../../core/domain/state.ts';
import { isOpenDevice, isOpenLink } from '../../../core/domain/withheld.ts';
import type { PseudonymOf } from '../pseudonyms.ts';

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

/** What a point says of an entity. */
export interface EntityTags extends PlaceTags {
  readonly entity: string;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** What is withheld, or has left the inventory and cannot be known to be open, has a pseudonym and no place. */
export function describeEntity(inventory: Inventory, entity: Entity, pseudonymOf: PseudonymOf): EntityTags {
  const { kind, id } = parseEntity(entity) ?? { kind: 'device', id: entity };
  const device = kind === 'device' ? inventory.devices.get(id) : undefined;
  if (device && isOpenDevice(inventory, device))
    return { entity, id, kind: device.kind, name: device.name, ...placeOfDevice(inventory, device) };
  const link = kind === 'link' ? inventory.links.get(id) : undefined;
  if (link && isOpenLink(inventory, link))
    return { entity, id, kind, name: link.name, ...placeOfLink(inventory, link) };
  const pseudonym = pseudonymOf(entity);
  const entityName = `${kind}:${pseudonym}`;
  return { entity: entityName, id: pseudonym, kind: device?.kind ?? kind, name: pseudonym, ...NOWHERE };
}

function placeOfSite(inventory: Inventory, siteId: string): Pick<PlaceTags, 'area' | 'district'> {
  const area = inventory.sites.get(siteId)?.area;
  return { area, district: area === undefined ? undefined : inventory.areas.get(area)?.district };
}
