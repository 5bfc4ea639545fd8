import type { Device, Inventory } from '../../../core/domain/inventory.ts';
import { isOpenDevice } from '../../../core/domain/withheld.ts';
import { indexMap } from '../../../core/packed/indexed-map.ts';
import { NOWHERE, type PlaceTags, placeOfDevice } from './place-tags.ts';

/** What the points of a device say beside its name: one object for all devices that they say the same of. */
export interface DevicePlace extends PlaceTags {
  /** Numbered from 0 for as long as the process runs. */
  readonly index: number;
  readonly kind: string;
  /** `false`: the device has a pseudonym in place of its name, and no place. */
  readonly isOpen: boolean;
}

/** Looks up where devices stand once a device and inventory: a city of 100,000 has some 3,000 places. */
export interface DevicePlaces {
  /** `undefined` where the inventory has no such device. */
  readonly placeOf: (deviceId: string) => DevicePlace | undefined;
  readonly nameOf: (deviceId: string) => string | undefined;
  /** Who keeps it working. */
  readonly contractorOf: (deviceId: string) => string | undefined;
}

export function createDevicePlaces(currentInventory: () => Inventory): DevicePlaces {
  const places: DevicePlace[] = [];
  const placeByTags = new Map<string, DevicePlace>();
  let inventory = currentInventory();
  let devices = indexMap(inventory.devices);
  /** Of each device of the inventory the index of its place + 1; 0 while nobody asked. */
  let known = new Uint32Array(devices.size);

  function describe(device: Device): DevicePlace {
    const { kind } = device;
    const isOpen = isOpenDevice(inventory, device);
    const tags = isOpen ? placeOfDevice(inventory, device) : NOWHERE;
    const name = JSON.stringify([kind, isOpen, tags.agency, tags.area, tags.district]);
    const found = placeByTags.get(name);
    if (found) return found;
    const created = { index: places.length, kind, isOpen, ...tags };
    places.push(created);
    placeByTags.set(name, created);
    return created;
  }

  function followInventory(): void {
    if (inventory === currentInventory()) return;
    inventory = currentInventory();
    devices = indexMap(inventory.devices);
    known = new Uint32Array(devices.size);
  }

  function memberOf(deviceId: string, name: 'name' | 'contractor'): string | undefined {
    followInventory();
    const index = devices.indexOf(deviceId);
    return index === undefined ? undefined : devices.memberAt(index, name);
  }

  return {
    placeOf: (deviceId) => {
      followInventory();
      const index = devices.indexOf(deviceId);
      if (index === undefined) return undefined;
      const place = places[(known[index] ?? 0) - 1];
      const device = place ? undefined : devices.at(index);
      if (device === undefined) return place;
      const described = describe(device);
      known[index] = described.index + 1;
      return described;
    },
    nameOf: (deviceId) => memberOf(deviceId, 'name'),
    contractorOf: (deviceId) => memberOf(deviceId, 'contractor'),
  };
}
