import type { Settings } from '../../config/settings/settings-schema.ts';
import type { SharedConfig } from '../../config/shared-config.ts';
import type { Device, Inventory } from '../../core/domain/inventory.ts';
import type { Reading } from '../../core/domain/probing.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { isOpenEntity } from '../../core/domain/withheld.ts';
import type { Steps } from '../../core/host/in-slices.ts';
import type { SharedSchedulable } from '../scheduler/schedule.ts';
import { findRow, type WatchColumns, watchColumnsInSteps } from '../states/watch-columns.ts';

/** What is watched, and how: the part of the configuration that the collector reads. */
export interface Watched {
  readonly settings: Settings;
  readonly inventory: Inventory;
  /** The whole configuration as another thread can have it; absent where none needs it. */
  readonly shared?: SharedConfig;
}

/** What is watched at this moment; of devices that are withheld nothing may be counted. */
export interface WatchedNow {
  readonly settings: () => Settings;
  readonly inventory: () => Inventory;
  readonly columns: () => WatchColumns;
  /** What is to be probed. */
  readonly schedulable: () => SharedSchedulable;
  readonly isCounted: (device: Pick<Device, 'id'>) => boolean;
  readonly isCountedReading: (reading: Pick<Reading, 'deviceId'>) => boolean;
  readonly isCountedEntity: (entity: Entity) => boolean;
  /** Devices whose answers to pings tell of the links before them. */
  readonly witnesses: () => (deviceId: string) => boolean;
  readonly use: (next: Watched, atMs: number) => Steps<void>;
}

export function* createWatchedNow(first: Watched, startedMs: number): Steps<WatchedNow> {
  let now = yield* look(first, startedMs);
  const isCounted = (deviceId: string) => {
    const { devices, now: present } = now.columns;
    const index = devices.indexOf(deviceId);
    return index === undefined || present.columns.isOpen[index] === 1;
  };

  return {
    settings: () => now.settings,
    inventory: () => now.inventory,
    columns: () => now.columns,
    schedulable: () => ({
      ...{ inventory: now.inventory, profiles: now.settings.profiles, withheld: withheldOf(now.columns) },
      ...(now.shared && { shared: now.shared }),
    }),
    isCounted: ({ id }) => isCounted(id),
    isCountedReading: ({ deviceId }) => isCounted(deviceId),
    isCountedEntity: (entity) => {
      const { kind, id = '' } = parseEntity(entity) ?? {};
      if (kind !== 'device') return isOpenEntity(now.inventory, entity);
      const index = now.columns.devices.indexOf(id);
      return index !== undefined && now.columns.now.columns.isOpen[index] === 1;
    },
    witnesses: () => witnessesOf(now.columns),
    *use(next, atMs) {
      now = yield* look(next, atMs);
    },
  };
}

function* look(watched: Watched, atMs: number) {
  const { inventory, settings } = watched;
  return {
    ...watched,
    columns: yield* watchColumnsInSteps(inventory, settings.profiles, atMs),
  };
}

function witnessesOf(columns: WatchColumns): (deviceId: string) => boolean {
  return (deviceId) => findRow(columns, deviceId, 'reach') >= 0;
}

function withheldOf({ devices, now }: WatchColumns): ReadonlySet<string> {
  const withheld = new Set<string>();
  for (let index = 0; index < devices.size; index++)
    if (now.columns.isOpen[index] !== 1) withheld.add(devices.idAt(index) ?? '');
  return withheld;
}
