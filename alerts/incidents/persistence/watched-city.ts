import type { Inventory } from '../../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../../core/domain/state.ts';
import type { ProbableCommonCause } from '../../../ledger/record/incidents/incident-event.ts';
import { type EntityFacts, factsOf, factsOfOne } from '../engine/entity-facts.ts';

/** What keeping incidents needs to know of an inventory. */
export interface WatchedCity {
  readonly entities: Iterable<EntityFacts>;
  /** Contracts that something is kept working under. */
  readonly contractsOf: (entity: Entity) => readonly string[];
  /** Whether something stands in the place of a probable common cause. */
  readonly standsIn: (entity: Entity, cause: ProbableCommonCause) => boolean;
}

export function createWatchedCity(inventory: Inventory, atMs: number): WatchedCity {
  return {
    entities: factsOf(inventory, atMs),
    contractsOf: (entity) => {
      const { kind, id = '' } = parseEntity(entity) ?? {};
      const known = kind === 'device' ? inventory.devices.get(id) : inventory.links.get(id);
      return known?.contracts ?? [];
    },
    standsIn: (entity, { by, name, what }) => {
      const facts = factsOfOne(inventory, entity, atMs);
      return facts?.groups[by] === name && (facts.kind === 'link') === (what === 'link');
    },
  };
}
