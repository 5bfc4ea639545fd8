import { readIncidentPriority } from '../../../config/contract-terms/read-incident-priority.ts';
import {
  type Device,
  type DeviceKind,
  type Inventory,
  isWatchedAt,
  type Link,
  type Site,
  type Upstreams,
} from '../../../core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity, parseEntity } from '../../../core/domain/state.ts';
import { pathsToDevice, pathsToLink } from '../../../core/domain/ways.ts';
import type { GroupKind } from '../../../ledger/record/incidents/incident-event.ts';

/** What the engine needs to know of a device or link. */
export interface EntityFacts {
  readonly entity: Entity;
  readonly kind: DeviceKind | 'link';
  /** Ways up to the collector, each from there on. */
  readonly ways: Upstreams;
  /** Of a link: the interface it is measured at, `device#name`. */
  readonly port?: string;
  /** What it shares with others that may fall with it. */
  readonly groups: Partial<Readonly<Record<GroupKind, string>>>;
  readonly area?: string;
  /** The site, where that is a junction. */
  readonly junction?: string;
  /** High: a camera on a key target, and what a contract says so of. */
  readonly priority: 'high' | 'normal';
  /** Who watches it, where there are several collectors. */
  readonly collector?: string;
}

/** What is watched at an instant: each time it is gone through it is made anew, since nobody keeps all of it. */
export function factsOf(inventory: Inventory, atMs: number): Iterable<EntityFacts> {
  return {
    *[Symbol.iterator]() {
      const { devices, links } = inventory;
      const places = readPlaces(inventory);
      const toFacts = createToFacts(inventory, atMs, places);
      for (const device of devices.values()) {
        places.noteDevice(device);
        const facts = toFacts.ofDevice(device);
        if (facts) yield facts;
      }
      for (const link of links.values()) yield toFacts.ofLink(link);
    },
  };
}

/** Of one alone; absent where it is not watched. */
export function factsOfOne(inventory: Inventory, entity: Entity, atMs: number): EntityFacts | undefined {
  const { kind, id = '' } = parseEntity(entity) ?? {};
  const { devices, links, sites } = inventory;
  const toFacts = createToFacts(inventory, atMs, {
    site: (name) => sites.get(name),
    siteOfDevice: (name) => devices.get(name)?.site,
  });
  const device = kind === 'device' ? devices.get(id) : undefined;
  const link = kind === 'link' ? links.get(id) : undefined;
  return device ? toFacts.ofDevice(device) : link && toFacts.ofLink(link);
}

type SitePlace = Pick<Site, 'id' | 'kind' | 'area' | 'cabinet'>;

interface Places {
  readonly site: (id: string) => SitePlace | undefined;
  /** Of those that links lead to. */
  readonly siteOfDevice: (id: string) => string | undefined;
}

/** As much of sites, and of devices that were noted, as facts need. */
function readPlaces({ sites, links }: Inventory) {
  const places = new Map<string, SitePlace>();
  function readSite(name: string): SitePlace | undefined {
    const site = sites.get(name);
    if (site === undefined) return undefined;
    const { id, kind, area, cabinet } = site;
    const place = { id, kind, area, ...(cabinet !== undefined && { cabinet }) };
    places.set(id, place);
    return place;
  }
  const far = new Set(links.values().map((link) => link.far));
  const siteOfDevice = new Map<string, string>();
  return {
    site: (id: string) => places.get(id) ?? readSite(id),
    siteOfDevice: (id: string) => siteOfDevice.get(id),
    noteDevice: ({ id, site }: Device) => {
      if (far.has(`device:${id}`)) siteOfDevice.set(id, site);
    },
  };
}

function createToFacts({ contracts }: Inventory, atMs: number, places: Places) {
  const urgent = new Set(
    [...contracts.values()]
      .filter((contract) => readIncidentPriority(contract) === 'high')
      .map(({ id }) => id),
  );
  const isUrgent = (one: Pick<Device | Link, 'contracts'>) => one.contracts.some((id) => urgent.has(id));
  return {
    ofDevice: (device: Device): EntityFacts | undefined => {
      if (!isWatchedAt(device, atMs)) return undefined;
      const facts = deviceFacts(device, places.site(device.site));
      return isUrgent(device) ? { ...facts, priority: 'high' } : facts;
    },
    ofLink: (link: Link): EntityFacts => {
      const site = link.far.startsWith('site:') ? link.far.slice(5) : places.siteOfDevice(link.far.slice(7));
      return linkFacts(link, places.site(site ?? ''), isUrgent(link) ? 'high' : 'normal');
    },
  };
}

function deviceFacts(device: Device, site: SitePlace | undefined): EntityFacts {
  const isUnderEyes = site?.kind === 'key-target' && device.kind === 'camera';
  return {
    entity: deviceEntity(device.id),
    kind: device.kind,
    ways: pathsToDevice(device),
    groups: {
      site: device.site,
      ...(device.attachedTo && { switch: device.attachedTo.device }),
      ...(site?.cabinet !== undefined && { cabinet: site.cabinet }),
      ...(site && { area: site.area }),
    },
    ...(site && { area: site.area }),
    ...(site?.kind === 'junction' && { junction: site.id }),
    priority: isUnderEyes ? 'high' : 'normal',
  };
}

function linkFacts(link: Link, site: SitePlace | undefined, priority: EntityFacts['priority']): EntityFacts {
  const { carrier } = link;
  return {
    entity: linkEntity(link.id),
    kind: 'link',
    ways: pathsToLink(link),
    ...(link.interface && { port: `${link.interface.device}#${link.interface.name}` }),
    groups: site ? { area: site.area, ...(carrier && { 'area-carrier': `${site.area} ${carrier}` }) } : {},
    ...(site && { area: site.area }),
    priority,
  };
}
