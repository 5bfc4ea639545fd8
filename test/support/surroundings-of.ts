import { createDevicePlaces } from '#collector/influx/lines/device-places.ts';
import type { Surroundings } from '#collector/influx/lines/entity-tags.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import { samplePseudonym } from './sample-pseudonym.ts';

/** What points of an inventory that stays as it is are rendered with. */
export const surroundingsOf = (inventory: Inventory): Surroundings => ({
  inventory,
  places: createDevicePlaces(() => inventory),
  pseudonymOf: samplePseudonym,
});
