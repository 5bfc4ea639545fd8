import type { Inventory } from '../../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../../core/domain/state.ts';
import type { ProbableCommonCause } from '../../../ledger/record/incidents/incident-event.ts';
import { type EntityFacts, factsOf } from '../engine/entity-facts.ts';

/** What keeping incidents needs to know of an inventory. */
export interface WatchedCity {
  readonly entities: readonly EntityFacts[];
  /** Contracts that something is kept working under. */
  readonly contractsOf: (entity: Entity) => readonly string[];
  /** Whether something stands in the place of a probable common cause. */
  readonly standsIn: (entity: Entity, cause: ProbableCommonCause) => boolean;
}

export function createWatchedCity(inventory: Inventory, atMs: number): WatchedCity {
  const entities = [...factsOf(inventory, atMs)];
  const byEntity = new Map(entities.map((facts) => [facts.entity, facts]));
  return {
    entities,
    contractsOf: (entity) => {
      const { kind, id = '' } = parseEntity(entity) ?? {};
      const known = kind === 'device' ? inventory.devices.get(id) : inventory.links.get(id);
      return known?.contracts ?? [];
    },
    standsIn: (entity, { by, name, what }) => {
      const facts = byEntity.get(entity);
      return facts?.groups[by] === name && (facts.kind === 'link') === (what === 'link');
    },
  };
}
