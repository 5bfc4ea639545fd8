import { type IndexedMap, indexMap } from '../packed/indexed-map.ts';
import type { Device, Inventory, Site } from './inventory.ts';

/** What stands where. The inventory is looked through once for it: a storm has an incident in each of a thousand places. */
export function sitesOfCabinet({ sites }: Pick<Inventory, 'sites'>, cabinet: string): readonly Site[] {
  return groupsOf(sites, bySites, groupSites).cabinet([cabinet]);
}

export function sitesOfArea({ sites }: Pick<Inventory, 'sites'>, area: string): readonly Site[] {
  return groupsOf(sites, bySites, groupSites).area([area]);
}

export function devicesAtSites(
  { devices }: Pick<Inventory, 'devices'>,
  sites: readonly string[],
): readonly Device[] {
  return groupsOf(devices, byDevices, groupDevices).site(sites);
}

export function devicesAtSwitch({ devices }: Pick<Inventory, 'devices'>, device: string): readonly Device[] {
  return groupsOf(devices, byDevices, groupDevices).attachedTo([device]);
}

/** All of some keys, in the order of the inventory. */
type Group<Value> = (keys: readonly string[]) => readonly Value[];

const bySites = new WeakMap<ReadonlyMap<string, Site>, ReturnType<typeof groupSites>>();
const byDevices = new WeakMap<ReadonlyMap<string, Device>, ReturnType<typeof groupDevices>>();

function groupsOf<Value, Groups>(
  map: ReadonlyMap<string, Value>,
  known: WeakMap<ReadonlyMap<string, Value>, Groups>,
  group: (map: IndexedMap<Value>) => Groups,
): Groups {
  const groups = known.get(map) ?? group(indexMap(map));
  known.set(map, groups);
  return groups;
}

function groupSites(sites: IndexedMap<Site>) {
  const [cabinet, area] = [createGroups(sites), createGroups(sites)];
  let index = 0;
  for (const site of sites.values()) {
    cabinet.add(site.cabinet, index);
    area.add(site.area, index++);
  }
  return { cabinet: cabinet.close(), area: area.close() };
}

function groupDevices(devices: IndexedMap<Device>) {
  const [site, attachedTo] = [createGroups(devices), createGroups(devices)];
  let index = 0;
  for (const device of devices.values()) {
    site.add(device.site, index);
    attachedTo.add(device.attachedTo?.device, index++);
  }
  return { site: site.close(), attachedTo: attachedTo.close() };
}

/** Chains of numbers in one array: lists of their own would be as many objects as there are places. */
function createGroups<Value>({ size, at }: IndexedMap<Value>) {
  const lastOf = new Map<string, number>();
  const before = new Int32Array(size);
  const add = (key: string | undefined, index: number) => {
    if (key === undefined) return;
    before[index] = lastOf.get(key) ?? NONE;
    lastOf.set(key, index);
  };
  const close = (): Group<Value> => (keys) => {
    const indexes: number[] = [];
    for (const key of keys)
      for (let index = lastOf.get(key) ?? NONE; index !== NONE; index = before[index] ?? NONE)
        indexes.push(index);
    return indexes.sort((a, b) => a - b).flatMap((index) => at(index) ?? []);
  };
  return { add, close };
}

const NONE = -1;
