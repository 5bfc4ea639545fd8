import type { Device, Inventory, Link, Upstreams } from './inventory.ts';

type Node = `${'device' | 'link'}:${string}`;

/** As far as ways through it are asked for. */
interface Network {
  readonly devices: { readonly get: (id: string) => Pick<Device, 'upstreams'> | undefined };
  readonly links: Pick<Inventory['links'], 'get'>;
}

/**
 * For every device, the links that it cannot be reached without: those that each of its paths has in common,
 * followed through upstream devices to the core. Redundant links are in nobody's set unless both paths meet there.
 * Devices that hang on the same have the same set.
 */
export function linksInFrontOf(
  inventory: Pick<Inventory, 'devices' | 'links'>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const linksBehind = createLinksInFront(inventory);
  return new Map(inventory.devices.entries().map(([id, { upstreams }]) => [id, linksBehind(upstreams)]));
}

/** The same of whatever hangs on `upstreams`. */
export function createLinksInFront(inventory: Network): (upstreams: Upstreams) => ReadonlySet<string> {
  const knownOfLink = new Map<string, ReadonlySet<string>>();
  const knownOfWays = new Map<string, ReadonlySet<string>>();
  const linksOf = (node: Node): ReadonlySet<string> =>
    node.startsWith('link:')
      ? linksOfLink(node.slice('link:'.length))
      : linksOfWays(inventory.devices.get(node.slice('device:'.length))?.upstreams ?? []);
  const linksOfLink = (id: string): ReadonlySet<string> =>
    once(knownOfLink, id, () => {
      const near: Link['near'] = inventory.links.get(id)?.near ?? 'core';
      return near === 'core' ? new Set([id]) : new Set([id, ...linksOf(near)]);
    });
  const linksOfWays = (upstreams: Upstreams): ReadonlySet<string> =>
    once(knownOfWays, waysKey(upstreams), () => {
      const paths = upstreams.map((path) => new Set(path.flatMap((member) => [...linksOf(member)])));
      const [first, ...others] = paths;
      return others.reduce((common, path) => common.intersection(path), first ?? NONE);
    });
  return linksOfWays;
}

/** The same text for the same ways. */
export const waysKey = (upstreams: Upstreams): string => upstreams.map((path) => path.join(' ')).join('\n');

/** Cycles are an error of the inventory; should one get here, it ends rather than hangs. */
function once(
  known: Map<string, ReadonlySet<string>>,
  key: string,
  find: () => ReadonlySet<string>,
): ReadonlySet<string> {
  const cached = known.get(key);
  if (cached) return cached;
  known.set(key, NONE);
  const found = find();
  known.set(key, found);
  return found;
}

const NONE: ReadonlySet<string> = new Set();
