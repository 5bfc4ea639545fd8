import type { Device, Inventory, Link, Site } from '../../core/domain/inventory.ts';
import type { LearntSource } from '../city/learnt-source.ts';

/**
 * The inventory with restricted sites told no closer than their ward: name (also within names of what stands there or leads
 * there), address and coordinates are those of the ward or none. Ids stay, since people work by them.
 */
export function blurPlaces(inventory: Inventory): Inventory {
  const blurred = new Map(
    [...inventory.sites.values()].filter(isRestricted).map((site) => [site.id, blurSite(inventory, site)]),
  );
  if (blurred.size === 0) return inventory;
  const sayWard = (name: string, siteId: string) => {
    const [before, after] = [inventory.sites.get(siteId), blurred.get(siteId)];
    return before && after ? name.replaceAll(before.name, after.name) : name;
  };
  const blurDevice = (device: Device): Device =>
    blurred.has(device.site) ? { ...device, name: sayWard(device.name, device.site) } : device;
  const siteOf = (end: string) =>
    end.startsWith('site:')
      ? end.slice('site:'.length)
      : (inventory.devices.get(end.slice('device:'.length))?.site ?? '');
  const blurLink = (link: Link): Link => {
    const name = [link.near, link.far].reduce((text, end) => sayWard(text, siteOf(end)), link.name);
    return name === link.name ? link : { ...link, name };
  };
  return {
    ...inventory,
    sites: new Map([...inventory.sites, ...blurred]),
    devices: new Map(inventory.devices.entries().map(([id, device]) => [id, blurDevice(device)])),
    links: new Map(inventory.links.entries().map(([id, link]) => [id, blurLink(link)])),
  };
}

export const isRestricted = ({ secrecy }: Pick<Site, 'secrecy'>): boolean => secrecy === 'restricted';

function blurSite({ areas }: Inventory, site: Site): Site {
  const { address: _, longitude: _1, latitude: _2, ...rest } = site;
  return { ...rest, name: areas.get(site.area)?.name ?? site.area };
}

/** What a device at a restricted site calls itself often says where it is. */
export function blurLearnt(
  learnt: LearntSource,
  isAtRestricted: (deviceId: string) => boolean,
): LearntSource {
  return {
    ...learnt,
    facts: (deviceId) => {
      const facts = learnt.facts(deviceId);
      if (!facts?.identity || !isAtRestricted(deviceId)) return facts;
      const { name: _, ...identity } = facts.identity;
      return { ...facts, identity };
    },
  };
}
