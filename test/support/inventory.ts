import type { Device, Inventory, Link, Site } from '#core/domain/inventory.ts';

const LONG_AGO_MS = Date.UTC(2025, 0, 1);

/** A camera in service since 2025, with whatever the test cares about. */
export function device(given: Partial<Device> & Pick<Device, 'id'>): Device {
  return {
    name: given.id,
    kind: 'camera',
    site: 'site-1',
    contracts: [],
    lifecycle: [{ stage: 'in-service', atMs: LONG_AGO_MS }],
    upstreams: [],
    profile: 'camera',
    interfaces: [],
    ...given,
  };
}

export function link(given: Partial<Link> & Pick<Link, 'id'>): Link {
  return {
    name: given.id,
    near: 'core',
    far: 'site:site-1',
    medium: 'rented-internet',
    contracts: [],
    ...given,
  };
}

/** An inventory of these devices and links, and nothing else. */
export function inventoryOf(given: { devices?: readonly Device[]; links?: readonly Link[] }): Inventory {
  return {
    agencies: new Map(),
    contractors: new Map(),
    contracts: new Map(),
    calendars: new Map(),
    programmes: new Map(),
    districts: new Map(),
    areas: new Map(),
    contacts: new Map(),
    sites: new Map(),
    devices: new Map((given.devices ?? []).map((one) => [one.id, one])),
    links: new Map((given.links ?? []).map((one) => [one.id, one])),
    handovers: [],
  };
}

/** The same with the sites where they stand, which are open and in no ward. */
export function openInventoryOf(given: Parameters<typeof inventoryOf>[0]): Inventory {
  const inventory = inventoryOf(given);
  const names = [
    ...inventory.devices.values().map(({ site }) => site),
    ...inventory.links.values().flatMap(({ far }) => (far.startsWith('site:') ? [far.slice(5)] : [])),
  ];
  return { ...inventory, sites: new Map(names.map((id) => [id, openSite(id)])) };
}

export const openSite = (id: string, area = ''): Site => ({
  ...{ id, name: id, area },
  ...{ kind: 'junction', purpose: 'traffic', secrecy: 'public' },
});
