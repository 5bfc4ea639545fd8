import type { Inventory } from '../../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../../core/domain/state.ts';
import { isOpenLink } from '../../../core/domain/withheld.ts';
import type { PseudonymOf } from '../pseudonyms.ts';
import type { DevicePlaces } from './device-places.ts';
import { NOWHERE, type PlaceTags, placeOfLink } from './place-tags.ts';

/** What is known where something is told of an entity. */
export interface Surroundings {
  readonly inventory: Inventory;
  readonly places: Pick<DevicePlaces, 'placeOf' | 'nameOf' | 'contractorOf'>;
  /** In place of the names of what is withheld. */
  readonly pseudonymOf: PseudonymOf;
}

/** What a point says of an entity. */
export interface EntityTags extends PlaceTags {
  readonly entity: string;
  readonly kind: string;
  readonly id: string;
}

/** What is withheld, or has left the inventory and cannot be known to be open, has a pseudonym and no place. */
export function describeEntity({ inventory, places, pseudonymOf }: Surroundings, entity: Entity): EntityTags {
  const { kind, id } = parseEntity(entity) ?? { kind: 'device', id: entity };
  const place = kind === 'device' ? places.placeOf(id) : undefined;
  if (place?.isOpen) {
    const { agency, area, district } = place;
    return { entity, id, kind: place.kind, agency, area, district };
  }
  const link = kind === 'link' ? inventory.links.get(id) : undefined;
  if (link && isOpenLink(inventory, link)) return { entity, id, kind, ...placeOfLink(inventory, link) };
  const pseudonym = pseudonymOf(entity);
  return { entity: `${kind}:${pseudonym}`, id: pseudonym, kind: place?.kind ?? kind, ...NOWHERE };
}

/** The name of what {@link describeEntity} told of. */
export function titleOf({ inventory, places }: Surroundings, entity: Entity, tags: EntityTags): string {
  // What has a pseudonym has it as its name as well.
  if (tags.entity !== entity) return tags.id;
  const name = tags.kind === 'link' ? inventory.links.get(tags.id)?.name : places.nameOf(tags.id);
  return name ?? tags.id;
}

/** Who keeps it working, or carries it: whom to call. Of what has a pseudonym nobody. */
export function contractorOf(
  { inventory, places }: Surroundings,
  entity: Entity,
  tags: EntityTags,
): string | undefined {
  if (tags.entity !== entity) return undefined;
  return tags.kind === 'link' ? inventory.links.get(tags.id)?.carrier : places.contractorOf(tags.id);
}
