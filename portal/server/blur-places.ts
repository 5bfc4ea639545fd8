import type { Device, Inventory, Link, Site } from '../../core/domain/inventory.ts';
import { mapValues } from '../../core/packed/indexed-map.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import type { VisibleFleet } from '../city/visible-fleet.ts';

/**
 * The inventory with restricted sites told no closer than their ward: name (also within names of what stands there or leads
 * there), address and coordinates are those of the ward or none. Ids stay, since people work by them.
 */
export function blurPlaces(inventory: Inventory): Inventory {
  const siteById = (id: string) => inventory.sites.get(id);
  const sayWard = (name: string, siteId: string) => {
    const site = siteById(siteId);
    return site && isRestricted(site) ? name.replaceAll(site.name, wardName(inventory, site)) : name;
  };
  const blurDevice = (device: Device): Device => {
    const name = sayWard(device.name, device.site);
    return name === device.name ? device : { ...device, name };
  };
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
    sites: mapValues(inventory.sites, (site) => (isRestricted(site) ? blurSite(inventory, site) : site)),
    devices: mapValues(inventory.devices, blurDevice),
    links: mapValues(inventory.links, blurLink),
  };
}

export const isRestricted = ({ secrecy }: Pick<Site, 'secrecy'>): boolean => secrecy === 'restricted';

/** Whether what a device at a site says of itself, which often says where it is, is kept from whoever has this sight. */
export const hidesPlace = ({ sight }: Pick<VisibleFleet, 'sight'>, site: Pick<Site, 'secrecy'>): boolean =>
  !sight.secret && isRestricted(site);

/** What a port is called, of a device that whoever has this sight may know so much of. */
export function portName(
  fleet: Pick<VisibleFleet, 'sight' | 'deviceById'>,
  { device, name }: NonNullable<Link['interface']>,
): string | undefined {
  const visible = fleet.deviceById.get(device);
  return visible && !hidesPlace(fleet, visible.site) ? name : undefined;
}

function blurSite(inventory: Inventory, site: Site): Site {
  const { address: _, longitude: _1, latitude: _2, ...rest } = site;
  return { ...rest, name: wardName(inventory, site) };
}

const wardName = ({ areas }: Inventory, { area }: Site): string => areas.get(area)?.name ?? area;

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
