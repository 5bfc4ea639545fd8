import type { Device, Inventory, Link, Site } from './inventory.ts';
import { parseEntity } from './state.ts';

type Places = Pick<Inventory, 'sites' | 'devices' | 'links'>;

/** Whether everybody may know that a site is there. What is not known to be open is withheld. */
export function isOpenSite(site: Site | undefined): boolean {
  return site?.secrecy === 'public' || site?.secrecy === 'restricted';
}

export function isOpenDevice({ sites }: Pick<Places, 'sites'>, device: Device | undefined): boolean {
  return device !== undefined && isOpenSite(sites.get(device.site));
}

/** A link that touches what is withheld at either end, or is measured there, is withheld as well. */
export function isOpenLink(places: Places, link: Link | undefined): boolean {
  if (link === undefined) return false;
  const { near, far, interface: port } = link;
  const isOpenId = (id: string) => isOpenDevice(places, places.devices.get(id));
  const isOpenEnd = (end: Link['far']) =>
    end.startsWith('site:')
      ? isOpenSite(places.sites.get(end.slice('site:'.length)))
      : isOpenId(end.slice('device:'.length));
  return (
    (near === 'core' || isOpenEnd(near)) && isOpenEnd(far) && (port === undefined || isOpenId(port.device))
  );
}

export function isOpenEntity(places: Places, entity: string): boolean {
  const { kind, id = '' } = parseEntity(entity) ?? {};
  return kind === 'link'
    ? isOpenLink(places, places.links.get(id))
    : isOpenDevice(places, places.devices.get(id));
}
