import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import type { Watch } from '../../scheduler/watch-list.ts';

/** What is known of a city: enough to find what stands around a device. */
export interface City {
  readonly inventory: Inventory;
  readonly settings: Settings;
  readonly watches: readonly Watch[];
}
