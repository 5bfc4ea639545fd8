import type { Watch } from '../../collector/watch-list.ts';
import type { Settings } from '../../config/settings-schema.ts';
import type { Inventory } from '../../core/inventory.ts';

/** What is known of a city: enough to find what stands around a device. */
export interface City {
  readonly inventory: Inventory;
  readonly settings: Settings;
  readonly watches: readonly Watch[];
}
