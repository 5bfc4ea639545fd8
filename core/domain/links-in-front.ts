import type { Inventory, Link } from './inventory.ts';

type Node = `${'device' | 'link'}:${string}`;

/**
 * For every device, the links that it cannot be reached without: those that each of its paths has in common,
 * followed through upstream devices to the core. Redundant links are in nobody's set unless both paths meet there.
 */
export function linksInFrontOf(
  inventory: Pick<Inventory, 'devices' | 'links'>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<Node, ReadonlySet<string>>();
  const linksOf = (node: Node): ReadonlySet<string> => {
    const cached = known.get(node);
    if (cached) return cached;
    // Cycles are an error of the inventory; should one get here, it ends rather than hangs.
    known.set(node, NONE);
    const links = node.startsWith('link:') ? linksOfLink(node.slice(5)) : linksOfDevice(node.slice(7));
    known.set(node, links);
    return links;
  };
  const linksOfLink = (id: string): ReadonlySet<string> => {
    const near: Link['near'] = inventory.links.get(id)?.near ?? 'core';
    return near === 'core' ? new Set([id]) : new Set([id, ...linksOf(near)]);
  };
  const linksOfDevice = (id: string): ReadonlySet<string> => {
    const paths = inventory.devices.get(id)?.upstreams ?? [];
    const [first, ...others] = paths.map((path) => new Set(path.flatMap((member) => [...linksOf(member)])));
    return others.reduce((common, path) => common.intersection(path), first ?? NONE);
  };
  return new Map(inventory.devices.keys().map((id) => [id, linksOf(`device:${id}`)]));
}

const NONE: ReadonlySet<string> = new Set();
