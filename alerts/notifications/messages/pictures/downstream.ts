import type { Inventory } from '../../../../core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity } from '../../../../core/domain/state.ts';
import { pathsToDevice, pathsToLink } from '../../../../core/domain/ways.ts';

/** What hangs on each device and link: what has it as the last member of one of its ways. */
export type Downstream = ReadonlyMap<Entity, readonly Entity[]>;

export function buildDownstream({ devices, links }: Inventory): Downstream {
  const below = new Map<Entity, Entity[]>();
  const hang = (entity: Entity, ways: readonly (readonly Entity[])[]) => {
    for (const parent of new Set(ways.map((way) => way.at(-1)))) {
      if (parent === undefined) continue;
      const known = below.get(parent);
      if (known) known.push(entity);
      else below.set(parent, [entity]);
    }
  };
  for (const device of devices.values()) hang(deviceEntity(device.id), pathsToDevice(device));
  for (const link of links.values()) hang(linkEntity(link.id), pathsToLink(link));
  return below;
}

/** Everything below an entity, itself left out, each once. */
export function allBelow(entity: Entity, downstream: Downstream): ReadonlySet<Entity> {
  const found = new Set<Entity>([entity]);
  for (const one of found) for (const child of downstream.get(one) ?? []) found.add(child);
  found.delete(entity);
  return found;
}
