import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { VirtualDevice } from '../protocols/device/virtual-device.ts';
import type { ConsequenceFinder } from './consequences.ts';

/** What faults are planned on. */
export interface FaultCity {
  readonly inventory: Inventory;
  readonly profiles: Settings['profiles'];
  readonly consequencesOf: ConsequenceFinder;
  /** The devices that speak protocols, by id. */
  readonly virtual: ReadonlyMap<string, VirtualDevice>;
  readonly nowMs: number;
}
