import type { Entity } from '../../core/domain/state.ts';
import { parseEntity } from '../../core/domain/state.ts';
import { pathsToDevice, pathsToLink, type TopologyVersion, topologyOf } from '../../core/domain/ways.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { Versions } from '../../core/time/versions.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';

/** The ways to entities, as they were. */
export interface UpstreamNetwork {
  readonly topologyOf: (entity: Entity) => readonly TopologyVersion[];
  /** Everything that the ways to these entities lead over in an interval, once, in the order of names. */
  readonly membersAbove: (entities: Iterable<Entity>, interval: Interval) => readonly Entity[];
  /** Rows of the ledger that say how the ways to an entity were in an interval. */
  readonly seqsOf: (entity: Entity, interval: Interval) => readonly number[];
}

export function createUpstreamNetwork({
  devices,
  links,
}: Pick<InventoryHistory, 'devices' | 'links'>): UpstreamNetwork {
  const known = new Map<Entity, readonly TopologyVersion[]>();
  const waysTo = (entity: Entity): readonly TopologyVersion[] => {
    const before = known.get(entity);
    if (before) return before;
    const topology = buildTopology(entity);
    known.set(entity, topology);
    return topology;
  };
  return {
    topologyOf: waysTo,
    membersAbove: (entities, interval) => {
      const found = new Set<Entity>();
      const pending = [...entities];
      for (let entity = pending.pop(); entity; entity = pending.pop()) {
        for (const version of within(waysTo(entity), interval)) {
          for (const member of version.paths.flat()) {
            if (found.has(member)) continue;
            found.add(member);
            pending.push(member);
          }
        }
      }
      return [...found].sort();
    },
    seqsOf: (entity, interval) => within(versionsOf(entity), interval).map(({ seq }) => seq),
  };

  function buildTopology(entity: Entity): readonly TopologyVersion[] {
    const { kind, id } = parseEntity(entity) ?? {};
    if (id === undefined) return [];
    return kind === 'link'
      ? topologyOf(links.get(id), pathsToLink)
      : topologyOf(devices.get(id), pathsToDevice);
  }

  function versionsOf(entity: Entity): Versions<unknown> {
    const { kind, id = '' } = parseEntity(entity) ?? {};
    return (kind === 'link' ? links.get(id) : devices.get(id)) ?? [];
  }
}

const within = <Item extends Interval>(items: readonly Item[], { fromMs, toMs }: Interval): readonly Item[] =>
  items.filter((item) => item.fromMs < toMs && item.toMs > fromMs);
