import { readIncidentPriority } from '../../../config/contract-terms/read-incident-priority.ts';
import {
  type Device,
  type DeviceKind,
  type Inventory,
  isWatchedAt,
  type Link,
  type Upstreams,
} from '../../../core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity } from '../../../core/domain/state.ts';
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

/** What is watched at an instant. */
export function* factsOf(inventory: Inventory, atMs: number): Generator<EntityFacts> {
  const urgent = new Set(
    [...inventory.contracts.values()]
      .filter((contract) => readIncidentPriority(contract) === 'high')
      .map(({ id }) => id),
  );
  const isUrgent = ({ contracts }: Pick<Device | Link, 'contracts'>) =>
    contracts.some((contract) => urgent.has(contract));
  for (const device of inventory.devices.values()) {
    if (!isWatchedAt(device, atMs)) continue;
    const facts = deviceFacts(device, inventory);
    yield isUrgent(device) ? { ...facts, priority: 'high' } : facts;
  }
  for (const link of inventory.links.values()) {
    const site = inventory.sites.get(siteOf(link.far, inventory) ?? '');
    const { carrier } = link;
    yield {
      entity: linkEntity(link.id),
      kind: 'link',
      ways: pathsToLink(link),
      ...(link.interface && { port: `${link.interface.device}#${link.interface.name}` }),
      groups: site ? { area: site.area, ...(carrier && { 'area-carrier': `${site.area} ${carrier}` }) } : {},
      ...(site && { area: site.area }),
      priority: isUrgent(link) ? 'high' : 'normal',
    };
  }
}

function deviceFacts(device: Device, { sites }: Inventory): EntityFacts {
  const site = sites.get(device.site);
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

function siteOf(far: `device:${string}` | `site:${string}`, { devices }: Inventory): string | undefined {
  return far.startsWith('site:') ? far.slice(5) : devices.get(far.slice(7))?.site;
}
