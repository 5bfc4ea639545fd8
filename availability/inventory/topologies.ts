import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { pathsToLink, type TopologyVersion, topologyOf } from '../../core/domain/ways.ts';
import type { FiguresInventory } from './figures-inventory.ts';

export type TopologyOf = (entity: Entity) => readonly TopologyVersion[];

/** The ways to everything, as they were. */
export const createTopologies =
  ({ devices, links }: Pick<FiguresInventory, 'devices' | 'links'>): TopologyOf =>
  (entity) => {
    const { kind, id = '' } = parseEntity(entity) ?? {};
    return kind === 'link'
      ? topologyOf(links.get(id), pathsToLink)
      : joinAlike(topologyOf(devices.get(id)?.versions, ({ paths }) => paths));
  };

/** Versions that follow each other and say the same are one: equal ways are the same object. */
function joinAlike(versions: readonly TopologyVersion[]): readonly TopologyVersion[] {
  const joined: TopologyVersion[] = [];
  for (const version of versions) {
    const last = joined.at(-1);
    if (last && last.toMs === version.fromMs && last.paths === version.paths)
      joined[joined.length - 1] = { ...last, toMs: version.toMs };
    else joined.push(version);
  }
  return joined;
}
