import type { Device, Inventory, Link } from '../../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../../core/domain/state.ts';

type Places = Pick<Inventory, 'devices' | 'links'>;
export type Node = { readonly device: Device } | { readonly link: Link };

/** Longest way that is followed: circles are an error of the inventory, and nobody reads more. */
const MOST_NODES = 12;

/** What a device hangs on, through everything in front of it, the end at the collector first. All its paths in one. */
export function findWay({ devices, links }: Places, device: Device): readonly Node[] {
  const found = new Map<Entity, Node>();
  let level: readonly Entity[] = [...new Set(device.upstreams.flat())];
  for (let depth = 0; depth < MOST_NODES && level.length > 0 && found.size < MOST_NODES; depth++) {
    const next: Entity[] = [];
    for (const entity of level) {
      const node = nodeOf(entity);
      if (node === undefined) continue;
      // Seen again further up: it belongs in front of what was seen meanwhile.
      found.delete(entity);
      found.set(entity, node);
      next.push(...upstreamsOf(node));
    }
    level = [...new Set(next)];
  }
  return [...found.values()].slice(0, MOST_NODES).reverse();

  function nodeOf(entity: Entity): Node | undefined {
    const { kind, id } = parseEntity(entity) ?? {};
    if (id === undefined) return undefined;
    if (kind === 'link') {
      const link = links.get(id);
      return link && { link };
    }
    const upstream = devices.get(id);
    return upstream && { device: upstream };
  }
}

function upstreamsOf(node: Node): readonly Entity[] {
  if ('device' in node) return node.device.upstreams.flat();
  return node.link.near === 'core' ? [] : [node.link.near];
}
