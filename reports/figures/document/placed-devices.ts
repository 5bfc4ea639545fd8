import type {
  DeviceEntry,
  FiguresInventory,
  InventoryDevice,
} from '../../../availability/inventory/figures-inventory.ts';
import type { Area, Site } from '../../../core/domain/inventory.ts';
import type { IntervalSet } from '../../../core/time/intervals.ts';
import { valueAt } from '../../../core/time/versions.ts';
import type { FiguresScope } from './figures-header.ts';

/** A device that is there at an instant, with what it is and where it stands then. */
export interface PlacedDevice {
  readonly device: InventoryDevice;
  readonly entry: DeviceEntry;
  /** Absent: not on record. */
  readonly site?: Site;
  readonly area?: Area;
}

/** Devices that are installed and not retired at an instant, of the agency alone that a report is of, by id. */
export function placeDevices(
  inventory: FiguresInventory,
  scope: FiguresScope,
  atMs: number,
): readonly PlacedDevice[] {
  const placed: PlacedDevice[] = [];
  for (const device of inventory.devices.values()) {
    if (!holdsAt(device.present, atMs)) continue;
    const entry = valueAt(device.versions, atMs);
    if (!entry || !isInScope(entry, scope)) continue;
    const site = valueAt(inventory.sites.get(entry.site), atMs);
    const area = site && valueAt(inventory.areas.get(site.area), atMs);
    placed.push({ device, entry, ...(site && { site }), ...(area && { area }) });
  }
  return placed.sort((a, b) => (a.device.id < b.device.id ? -1 : 1));
}

export const isInScope = ({ agency }: Pick<DeviceEntry, 'agency'>, scope: FiguresScope): boolean =>
  scope.kind !== 'agency' || agency === scope.agency;

export const holdsAt = (set: IntervalSet, atMs: number): boolean =>
  set.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);

export const isSecret = ({ site }: Pick<PlacedDevice, 'site'>): boolean => site?.secrecy === 'secret';
