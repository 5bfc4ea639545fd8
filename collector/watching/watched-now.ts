import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Device, Inventory } from '../../core/domain/inventory.ts';
import type { Reading } from '../../core/domain/probing.ts';
import type { Entity } from '../../core/domain/state.ts';
import { isOpenEntity, withheldDeviceIds } from '../../core/domain/withheld.ts';
import { buildWatchList, type Watch } from '../scheduler/watch-list.ts';
import { createDeviceColumns, type DevicesNow } from '../states/device-columns.ts';
import { buildWatchColumns, type WatchColumns } from '../states/watch-columns.ts';

/** What is watched, and how: the part of the configuration that the collector reads. */
export interface Watched {
  readonly settings: Settings;
  readonly inventory: Inventory;
}

/** What is watched at this moment; of devices that are withheld nothing may be counted. */
export interface WatchedNow {
  readonly settings: () => Settings;
  readonly inventory: () => Inventory;
  readonly watches: () => readonly Watch[];
  readonly columns: () => WatchColumns;
  readonly devices: () => DevicesNow;
  readonly isCounted: (device: Pick<Device, 'id'>) => boolean;
  readonly isCountedReading: (reading: Pick<Reading, 'deviceId'>) => boolean;
  readonly isCountedEntity: (entity: Entity) => boolean;
  /** Devices whose answers to pings tell of the links before them. */
  readonly witnesses: () => ReadonlySet<string>;
  readonly use: (next: Watched, atMs: number) => void;
}

export function createWatchedNow(first: Watched, startedMs: number): WatchedNow {
  const look = (watched: Watched, atMs: number) => ({
    ...watched,
    watches: buildWatchList(watched.inventory, watched.settings.profiles, atMs),
    columns: buildWatchColumns(watched.inventory, watched.settings.profiles, atMs),
    devices: createDeviceColumns(watched.inventory, atMs),
    withheld: withheldDeviceIds(watched.inventory),
  });
  let now = look(first, startedMs);

  return {
    settings: () => now.settings,
    inventory: () => now.inventory,
    watches: () => now.watches,
    columns: () => now.columns,
    devices: () => now.devices,
    isCounted: ({ id }) => !now.withheld.has(id),
    isCountedReading: ({ deviceId }) => !now.withheld.has(deviceId),
    isCountedEntity: (entity) => isOpenEntity(now.inventory, entity),
    witnesses: () =>
      new Set(now.watches.flatMap(({ device, check }) => (check.indicator === 'reach' ? device.id : []))),
    use: (next, atMs) => {
      now = look(next, atMs);
    },
  };
}
