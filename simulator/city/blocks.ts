import { isIPv4 } from 'node:net';
import type { Device, Inventory } from '../../core/domain/inventory.ts';
import { type Entity, linkEntity } from '../../core/domain/state.ts';

/** Blocks of addresses (CIDR) that can be routed away to make a fault, without touching any other device. */
export interface CityBlocks {
  /** What cannot be reached without this link. Empty where every device behind it has another way. */
  readonly ofLink: (linkId: string) => readonly string[];
  /** Everything in an area, as when it is without power. */
  readonly ofArea: (areaId: string) => readonly string[];
  /** One device; empty where it has no address of its own. */
  readonly ofDevice: (deviceId: string) => readonly string[];
  /** Devices that are lost with a link or a device: those that have no way left, without the device itself. */
  readonly lostWith: (entity: Entity) => readonly Device[];
}

/** Works on any inventory; only IPv4 addresses can be routed away. Computes on demand. */
export function blocksOf(inventory: Pick<Inventory, 'sites' | 'devices' | 'links'>): CityBlocks {
  const dependents = indexDependents(inventory);
  const all = sortedAddresses(inventory.devices.values());
  const devicesByArea = Map.groupBy(
    inventory.devices.values(),
    ({ site }) => inventory.sites.get(site)?.area ?? '',
  );
  const cover = (devices: Iterable<Device>) => coverAddresses(sortedAddresses(devices), all);
  const lostWith = (entity: Entity) => findLost(entity, dependents, inventory);
  return {
    lostWith,
    ofLink: (linkId) => cover(lostWith(linkEntity(linkId))),
    ofArea: (areaId) => cover(devicesByArea.get(areaId) ?? []),
    ofDevice: (deviceId) => {
      const device = inventory.devices.get(deviceId);
      return device ? cover([device]) : [];
    },
  };
}

/** A link with what is lost when it is cut. */
export interface Cut {
  readonly link: string;
  readonly devices: number;
  readonly block: string;
}

/** Of the links that one block cuts off, the one that most devices are lost with. */
export function findWidestCut(inventory: Pick<Inventory, 'sites' | 'devices' | 'links'>): Cut | undefined {
  const { lostWith, ofLink } = blocksOf(inventory);
  const widestFirst = [...inventory.links.keys()]
    .map((link) => ({ link, devices: lostWith(linkEntity(link)).length }))
    .sort((a, b) => b.devices - a.devices);
  for (const cut of widestFirst) {
    const [block, ...others] = ofLink(cut.link);
    if (block !== undefined && others.length === 0) return { ...cut, block };
  }
  return undefined;
}

type Dependents = ReadonlyMap<Entity, readonly Entity[]>;

/** What hangs directly on each device and link. */
function indexDependents({ devices, links }: Pick<Inventory, 'devices' | 'links'>): Dependents {
  const dependents = new Map<Entity, Entity[]>();
  const add = (upstream: Entity, entity: Entity) => {
    const known = dependents.get(upstream);
    if (known) known.push(entity);
    else dependents.set(upstream, [entity]);
  };
  for (const { id, upstreams } of devices.values()) {
    for (const member of new Set(upstreams.flat())) add(member, `device:${id}`);
  }
  for (const { id, near } of links.values()) if (near !== 'core') add(near, `link:${id}`);
  return dependents;
}

/** Follows a loss downwards: a link is lost with its near end, a device once each of its paths has a lost member. */
function findLost(
  start: Entity,
  dependents: Dependents,
  { devices }: Pick<Inventory, 'devices'>,
): readonly Device[] {
  const lost = new Set<Entity>([start]);
  const found: Device[] = [];
  // A set is walked in the order of insertion, members added on the way included.
  for (const entity of lost) {
    for (const dependent of dependents.get(entity) ?? []) {
      const device = dependent.startsWith('device:') ? devices.get(dependent.slice(7)) : undefined;
      if (lost.has(dependent)) continue;
      if (device && !device.upstreams.every((path) => path.some((member) => lost.has(member)))) continue;
      lost.add(dependent);
      if (device) found.push(device);
    }
  }
  return found;
}

/** One number for each device with an IPv4 address: an address that is shared stands there once for each. */
function sortedAddresses(devices: Iterable<Device>): Float64Array {
  const numbers: number[] = [];
  for (const { address } of devices) {
    if (address !== undefined && isIPv4(address)) numbers.push(addressNumber(address));
  }
  return Float64Array.from(numbers).sort();
}

const LARGEST_BLOCK_BITS = 24;

/** The fewest blocks, none larger than a /24, that hold all of `wanted` and nothing else of `all`. */
function coverAddresses(wanted: Float64Array, all: Float64Array): readonly string[] {
  const blocks: string[] = [];
  const cover = (base: number, bits: number) => {
    const size = 2 ** (32 - bits);
    const wantedCount = countWithin(wanted, base, size);
    if (wantedCount === 0) return;
    if (wantedCount === countWithin(all, base, size)) {
      blocks.push(`${addressText(base)}/${bits}`);
      return;
    }
    // The address is shared with a device that must go on: there is no block for it.
    if (bits === 32) return;
    cover(base, bits + 1);
    cover(base + size / 2, bits + 1);
  };
  const size = 2 ** (32 - LARGEST_BLOCK_BITS);
  const bases = new Set(wanted.map((address) => address - (address % size)));
  for (const base of bases) cover(base, LARGEST_BLOCK_BITS);
  return blocks;
}

function countWithin(sorted: Float64Array, from: number, size: number): number {
  return lowerBound(sorted, from + size) - lowerBound(sorted, from);
}

function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function addressNumber(address: string): number {
  return address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);
}

function addressText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
