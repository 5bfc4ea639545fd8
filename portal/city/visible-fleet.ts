import type { Scope } from '../../accounts/roles.ts';
import type { Area, Device, District, Inventory, Link, Site } from '../../core/domain/inventory.ts';
import { createLinksInFront } from '../../core/domain/links-in-front.ts';
import type { DeviceColumns, DeviceGroup } from '../../core/domain/live-columns.ts';
import { deviceEntity, type Entity, linkEntity, parseEntity } from '../../core/domain/state.ts';
import { isOpenSite } from '../../core/domain/withheld.ts';

/** A site that may be told, and where it is. */
export interface VisiblePlace {
  readonly site: Site;
  readonly area: Area;
  readonly district: District;
}

/** A device with everything about its place that may be told, and with the owner and contractor of the present. */
export interface VisibleDevice extends VisiblePlace {
  readonly entity: Entity;
  readonly device: Device;
}

export interface VisibleLink {
  readonly entity: Entity;
  readonly link: Link;
  /** Where the far end stands. */
  readonly area: Area;
  readonly district: District;
}

/** What is found by an id, one at a time. */
export type Lookup<Value> = Pick<ReadonlyMap<string, Value>, 'get' | 'has'>;

/** What somebody may see: whose, and whether secret sites exist for them. */
export interface Sight {
  readonly scope: Scope;
  readonly secret: boolean;
}

/** What everybody may see who may see anything. */
export const OPEN_SIGHT: Sight = { scope: 'city', secret: false };

export const isWhole = ({ scope }: Sight): boolean => scope === 'city';

/**
 * The inventory as somebody may see it. Secret sites, their devices and the links that touch them are not in it: they are
 * `withheld` from whoever may not see them, and so is what is of another's scope: neither named nor counted. What is not
 * known to be visible is withheld. Of 100,000 devices it holds numbers, by their place in the columns; one is read from the
 * inventory when it is told of.
 */
export interface VisibleFleet {
  readonly sight: Sight;
  readonly columns: DeviceColumns;
  /** Sorted by id. */
  readonly devices: Uint32Array;
  readonly deviceAt: (index: number) => VisibleDevice | undefined;
  /** The first so many of a list, or all of it: for what is told one by one. */
  readonly first: (devices: ArrayLike<number>, count?: number) => readonly VisibleDevice[];
  readonly groupOf: (index: number) => DeviceGroup | undefined;
  readonly deviceById: Lookup<VisibleDevice>;
  /** The place of a visible device in the columns; -1 for what is none. */
  readonly indexOf: (id: string) => number;
  /** Sorted by id. */
  readonly links: readonly VisibleLink[];
  readonly linkById: ReadonlyMap<string, VisibleLink>;
  readonly withheldDevices: readonly string[];
  readonly withheldLinks: readonly string[];
  readonly isVisible: (entity: string) => boolean;
  /** The visible devices that cannot be reached without a link, sorted by id. */
  readonly devicesBehind: (linkId: string) => Uint32Array;
  /** The visible links that some of these devices cannot be reached without. */
  readonly linksBefore: (devices: Uint32Array) => readonly VisibleLink[];
}

export function buildVisibleFleet(
  inventory: Inventory,
  columns: DeviceColumns,
  sight: Sight = OPEN_SIGHT,
): VisibleFleet {
  const isTold = findTold(inventory, columns, sight);
  const indexOf = (id: string) => {
    const index = columns.indexOf(id);
    return isTold[index] === 1 ? index : -1;
  };
  const deviceAt = (index: number) =>
    isTold[index] === 1 ? tell(inventory, columns, index, sight) : undefined;
  const devices = sortById(isTold, columns);
  const hasDeviceAt = isWhole(sight) ? () => true : findSites(inventory, columns, devices);
  const { links, withheldLinks } = sortLinks(inventory, { deviceAt, indexOf, hasDeviceAt }, sight);
  const linkById = new Map(links.map((visible) => [visible.link.id, visible]));
  return {
    ...{ sight, columns, devices, deviceAt, indexOf, links, linkById, withheldLinks },
    first: (list, count = list.length) =>
      Array.from({ length: Math.min(count, list.length) }, (_, place) => deviceAt(list[place] ?? -1)).filter(
        (visible) => visible !== undefined,
      ),
    groupOf: (index) => columns.groups[columns.group[index] ?? -1],
    deviceById: { get: (id) => deviceAt(indexOf(id)), has: (id) => indexOf(id) >= 0 },
    withheldDevices: [...isTold.entries()].flatMap(([index, told]) => (told ? [] : columns.idOf(index))),
    isVisible: (entity) => {
      const { kind, id = '' } = parseEntity(entity) ?? {};
      return kind === 'device' ? indexOf(id) >= 0 : kind === 'link' && linkById.has(id);
    },
    ...createLineFinder(inventory, columns, { devices, linkById }),
  };
}

/** 1 for what stands at a place that may be told, in a ward and a district that are known, and is of the scope. */
function findTold(
  { districts }: Inventory,
  { size, isOpen, group, groups }: DeviceColumns,
  { scope, secret }: Sight,
): Uint8Array {
  const isOfScope = groups.map(
    (one) => one.district !== undefined && districts.has(one.district) && isWithin(scope, one),
  );
  const isTold = new Uint8Array(size);
  for (let index = 0; index < size; index++)
    isTold[index] = Number((secret || isOpen[index] === 1) && isOfScope[group[index] ?? -1] === true);
  return isTold;
}

function isWithin(scope: Scope, { agency, contractor }: Pick<DeviceGroup, 'agency' | 'contractor'>): boolean {
  if (scope === 'city') return true;
  return 'agency' in scope ? agency === scope.agency : contractor === scope.contractor;
}

function tell(
  inventory: Inventory,
  columns: DeviceColumns,
  index: number,
  sight: Sight,
): VisibleDevice | undefined {
  const device = inventory.devices.get(columns.idOf(index));
  const place = device && placeOf(inventory, inventory.sites.get(device.site), sight);
  if (!device || !place) return undefined;
  const owner = columns.groups[columns.group[index] ?? -1];
  return {
    entity: deviceEntity(device.id),
    device: owner ? ownedBy(owner, device) : device,
    ...place,
  };
}

/** A row of the inventory may be of a hand-over to come. */
function ownedBy({ agency, contractor }: Pick<DeviceGroup, 'agency' | 'contractor'>, device: Device): Device {
  if (agency === device.agency && contractor === device.contractor) return device;
  const { agency: _, contractor: _1, ...rest } = device;
  return {
    ...rest,
    ...(agency !== undefined && { agency }),
    ...(contractor !== undefined && { contractor }),
  };
}

function sortById(isTold: Uint8Array, { idOf }: DeviceColumns): Uint32Array {
  const told = [...isTold.entries()].flatMap(([index, one]) => (one ? [{ index, id: idOf(index) }] : []));
  return Uint32Array.from(
    told.sort((a, b) => compareText(a.id, b.id)),
    ({ index }) => index,
  );
}

type Finder = Pick<VisibleFleet, 'deviceAt' | 'indexOf'> & {
  readonly hasDeviceAt: (site: string) => boolean;
};

function sortLinks(inventory: Inventory, finder: Finder, sight: Sight) {
  const links: VisibleLink[] = [];
  const withheldLinks: string[] = [];
  for (const link of inventory.links.values()) {
    const end = isToldLink(link, finder) ? farEnd(inventory, link, finder, sight) : undefined;
    if (end) links.push({ entity: linkEntity(link.id), link, area: end.area, district: end.district });
    else withheldLinks.push(link.id);
  }
  return { links: links.sort((a, b) => compareText(a.link.id, b.link.id)), withheldLinks };
}

/** Whether something that is told stands at a site. */
function findSites({ devices }: Inventory, { idOf }: DeviceColumns, told: Uint32Array) {
  const sites = new Set<string>();
  for (const index of told) sites.add(devices.get(idOf(index))?.site ?? '');
  return (site: string) => sites.has(site);
}

/** All that is visible. */
export function* entitiesOf({ devices, columns, links }: VisibleFleet): Iterable<Entity> {
  for (const device of devices) yield deviceEntity(columns.idOf(device));
  for (const { entity } of links) yield entity;
}

/** Of so many entities the record is read at once: some 10 ms. */
const TOGETHER = 200;

export function* partsOf(entities: Iterable<Entity>): Iterable<readonly Entity[]> {
  let part: Entity[] = [];
  for (const entity of entities) {
    if (part.push(entity) < TOGETHER) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
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

/** Devices that hang on the same are behind the same links. */
function createLineFinder(
  { links }: Inventory,
  { ways, allWays, indexOf }: DeviceColumns,
  { devices, linkById }: Pick<VisibleFleet, 'devices' | 'linkById'>,
): Pick<VisibleFleet, 'devicesBehind' | 'linksBefore'> {
  let known: readonly ReadonlySet<string>[] | undefined;
  const upstreamsOf = (id: string) => {
    const upstreams = allWays[ways[indexOf(id)] ?? -1];
    return upstreams && { upstreams };
  };
  const network = { links, devices: { get: upstreamsOf } };
  const linksOfWays = () => {
    known ??= allWays.map(createLinksInFront(network));
    return known;
  };
  return {
    devicesBehind: (linkId) => {
      const isBehind = linksOfWays().map((before) => before.has(linkId));
      return devices.filter((device) => isBehind[ways[device] ?? -1] === true);
    },
    linksBefore: (some) => {
      const theirs = new Set(some.values().map((device) => ways[device] ?? -1));
      const before = new Set(theirs.values().flatMap((way) => linksOfWays()[way] ?? []));
      return [...before].flatMap((id) => linkById.get(id) ?? []);
    },
  };
}

/** Where a site is, if it may be told. */
export function placeOf(
  inventory: Pick<Inventory, 'areas' | 'districts'>,
  site: Site | undefined,
  { secret }: Pick<Sight, 'secret'>,
): VisiblePlace | undefined {
  if (site === undefined || !(secret || isOpenSite(site))) return undefined;
  const area = inventory.areas.get(site.area);
  const district = area && inventory.districts.get(area.district);
  return area && district && { site, area, district };
}

/** A link that touches a withheld device at either end, or is measured at one, is withheld as well. */
function isToldLink({ near, interface: port }: Link, { indexOf }: Finder): boolean {
  if (near !== 'core' && indexOf(near.slice('device:'.length)) < 0) return false;
  return port === undefined || indexOf(port.device) >= 0;
}

function farEnd(inventory: Inventory, link: Link, finder: Finder, sight: Sight) {
  const { far } = link;
  if (far.startsWith('device:')) return finder.deviceAt(finder.indexOf(far.slice('device:'.length)));
  const site = far.slice('site:'.length);
  const isTold = finder.hasDeviceAt(site) || isKeptBy(sight.scope, inventory, link);
  return isTold ? placeOf(inventory, inventory.sites.get(site), sight) : undefined;
}

/** A contractor sees the lines it keeps, also where nothing of its own stands behind them. */
function isKeptBy(scope: Scope, { contracts }: Inventory, link: Link): boolean {
  if (scope === 'city') return true;
  if (!('contractor' in scope)) return false;
  return link.contracts.some((id) => contracts.get(id)?.contractor === scope.contractor);
}
