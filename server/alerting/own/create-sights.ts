import { createDeviceColumns, type DevicesNow } from '../../../collector/states/device-columns.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import type { Shown } from '../../../portal/city/city-view.ts';
import type { TellingView } from '../../../portal/city/tell-incidents.ts';
import { buildVisibleFleet, type Sight } from '../../../portal/city/visible-fleet.ts';
import { blurPlaces } from '../../../portal/server/blur-places.ts';

/** Of a large city each has about a megabyte, and few are mailed to at once. */
const MOST_KEPT = 8;

export interface SightsOptions {
  readonly shown: () => Shown;
  readonly nowMs: () => number;
}

/** The city as somebody may see it now: by the same rule as pages. What is in force of the inventory is looked up anew. */
export function createSights({ shown, nowMs }: SightsOptions): (sight: Sight) => TellingView {
  let known: { readonly inventory: Inventory; readonly devices: DevicesNow } | undefined;
  const kept = new Map<string, { readonly version: number; readonly view: Omit<TellingView, 'atMs'> }>();
  return (sight) => {
    const { settings, inventory: whole } = shown();
    const atMs = nowMs();
    if (known?.inventory !== whole) {
      known = { inventory: whole, devices: createDeviceColumns(whole, atMs) };
      kept.clear();
    }
    const version = known.devices.version(atMs);
    const key = JSON.stringify(sight);
    const found = kept.get(key);
    kept.delete(key);
    const view = found?.version === version ? found.view : build();
    kept.set(key, { version, view });
    for (const one of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(one);
    return { ...view, atMs };

    function build(): Omit<TellingView, 'atMs'> {
      const inventory = sight.secret ? whole : blurPlaces(whole);
      const { columns } = known?.devices ?? createDeviceColumns(whole, atMs);
      // How many cameras a ward has is in no mail.
      return {
        shown: { settings, inventory },
        fleet: buildVisibleFleet(inventory, columns, sight),
        areas: new Map(),
      };
    }
  };
}
