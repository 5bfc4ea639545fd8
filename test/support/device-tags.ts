import { type PlaceTags, placeOfDevice } from '#collector/influx/lines/place-tags.ts';
import type { Device, Inventory } from '#core/domain/inventory.ts';

interface DeviceTags extends PlaceTags {
  readonly device: string;
  readonly kind: string;
}

/** The tags of the points of an open device. */
export const openDeviceTags = (inventory: Inventory, device: Device): DeviceTags => ({
  ...{ device: device.id, kind: device.kind },
  ...placeOfDevice(inventory, device),
});
