import type { Area, Device, District, Inventory, Link, Site } from '../../core/domain/inventory.ts';
import { linksInFrontOf } from '../../core/domain/links-in-front.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/domain/state.ts';
import { isOpenSite } from '../../core/domain/withheld.ts';

/** A device with everything about its place that may be told. */
export interface VisibleDevice {
  /** Its name in the live view, made once for 100,000 look-ups a second. */
  readonly entity: Entity;
  readonly device: Device;
  readonly site: Site;
  readonly area: Area;
  readonly district: District;
}

export interface VisibleLink {
  readonly link: Link;
  /** Where the far end stands. */
  readonly area: Area;
  readonly district: District;
}

/**
 * The inventory as everybody may see it. Secret sites, their devices and the links that touch them are not in it: they are
 * `withheld`, neither named nor counted. What is not known to be visible is withheld.
 */
export interface VisibleFleet {
  /** Sorted by id. */
  readonly devices: readonly VisibleDevice[];
  readonly deviceById: ReadonlyMap<string, VisibleDevice>;
  /** Sorted by id. */
  readonly links: readonly VisibleLink[];
  readonly linkById: ReadonlyMap<string, VisibleLink>;
  readonly withheldDevices: readonly Device[];
  readonly withheldLinks: readonly Link[];
  readonly isVisible: (entity: string) => boolean;
  readonly devicesBySite: ReadonlyMap<string, readonly VisibleDevice[]>;
  readonly devicesByArea: ReadonlyMap<string, readonly VisibleDevice[]>;
  /** The visible devices that cannot be reached without a link. Slow the first time for a fleet of 100,000. */
  readonly devicesBehind: (linkId: string) => readonly VisibleDevice[];
}

export function buildVisibleFleet(inventory: Inventory): VisibleFleet {
  const devices: VisibleDevice[] = [];
  const withheldDevices: Device[] = [];
  for (const device of inventory.devices.values()) {
    const place = placeOf(inventory, inventory.sites.get(device.site));
    if (place) devices.push({ entity: deviceEntity(device.id), device, ...place });
    else withheldDevices.push(device);
  }
  devices.sort((a, b) => compareText(a.device.id, b.device.id));
  const deviceById = new Map(devices.map((visible) => [visible.device.id, visible]));

  const links: VisibleLink[] = [];
  const withheldLinks: Link[] = [];
  for (const link of inventory.links.values()) {
    const end = isTold(link, deviceById) ? farEnd(inventory, link, deviceById) : undefined;
    if (end) links.push({ link, area: end.area, district: end.district });
    else withheldLinks.push(link);
  }
  links.sort((a, b) => compareText(a.link.id, b.link.id));
  const linkById = new Map(links.map((visible) => [visible.link.id, visible]));

  const entities = new Set<string>([
    ...devices.map(({ entity }) => entity),
    ...linkById.keys().map(linkEntity),
  ] satisfies Entity[]);
  return {
    devices,
    deviceById,
    links,
    linkById,
    withheldDevices,
    withheldLinks,
    isVisible: (entity) => entities.has(entity),
    devicesBySite: Map.groupBy(devices, ({ site }) => site.id),
    devicesByArea: Map.groupBy(devices, ({ area }) => area.id),
    devicesBehind: keepDevicesBehind(inventory, deviceById),
  };
}

/** A path without the number of its withheld steps: those that follow each other are one. */
export function mergeWithheld(
  path: readonly string[],
  { isVisible }: Pick<VisibleFleet, 'isVisible'>,
): readonly string[] {
  return path.filter((entity, step) => isVisible(entity) || step === 0 || isVisible(path[step - 1] ?? ''));
}

/** Order of UTF-16 units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function keepDevicesBehind(inventory: Inventory, deviceById: ReadonlyMap<string, VisibleDevice>) {
  let kept: ReadonlyMap<string, readonly VisibleDevice[]> | undefined;
  return (linkId: string): readonly VisibleDevice[] => {
    kept ??= gatherDevicesBehind(inventory, deviceById);
    return kept.get(linkId) ?? [];
  };
}

function gatherDevicesBehind(inventory: Inventory, deviceById: ReadonlyMap<string, VisibleDevice>) {
  const behind = new Map<string, VisibleDevice[]>();
  for (const [deviceId, linkIds] of linksInFrontOf(inventory)) {
    const visible = deviceById.get(deviceId);
    if (!visible) continue;
    for (const linkId of linkIds) {
      const known = behind.get(linkId);
      if (known) known.push(visible);
      else behind.set(linkId, [visible]);
    }
  }
  return behind;
}

function placeOf(inventory: Inventory, site: Site | undefined) {
  if (site === undefined || !isOpenSite(site)) return undefined;
  const area = inventory.areas.get(site.area);
  const district = area && inventory.districts.get(area.district);
  return area && district && { site, area, district };
}

/** A link that touches a withheld device at either end, or is measured at one, is withheld as well. */
function isTold({ near, interface: port }: Link, deviceById: ReadonlyMap<string, VisibleDevice>): boolean {
  if (near !== 'core' && !deviceById.has(near.slice('device:'.length))) return false;
  return port === undefined || deviceById.has(port.device);
}

function farEnd(inventory: Inventory, { far }: Link, deviceById: ReadonlyMap<string, VisibleDevice>) {
  return far.startsWith('device:')
    ? deviceById.get(far.slice('device:'.length))
    : placeOf(inventory, inventory.sites.get(far.slice('site:'.length)));
}
