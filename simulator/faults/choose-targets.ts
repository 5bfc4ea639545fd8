import type { Inventory } from '../../core/inventory.ts';
import { stableHash } from '../../core/stable-hash.ts';
import type { ConsequenceFinder, Consequences, Failed } from './consequences.ts';
import type { FaultKind } from './fault.ts';

export interface ChooseOptions {
  readonly inventory: Inventory;
  readonly consequencesOf: ConsequenceFinder;
  readonly seed: number;
}

/** What a city has least of chooses first; none touches a district in which another fault is on. */
const SCARCEST_FIRST: readonly FaultKind[] = [
  'port-closed',
  'link-cut',
  'ward-power',
  'flapping',
  'dead-camera',
];

export function chooseTargets(
  { inventory, consequencesOf, seed }: ChooseOptions,
  round: number,
): ReadonlyMap<FaultKind, string> {
  const taken = new Set<string>();
  const targets = new Map<FaultKind, string>();
  for (const kind of SCARCEST_FIRST) {
    const candidates = rank(candidatesOf(kind, inventory), `${seed}/${round}/${kind}`);
    const target = candidates.find((id) => {
      const districts = districtsOf(inventory, touchedBy(kind, id, inventory, consequencesOf));
      if (districts.size === 0 || !districts.isDisjointFrom(taken)) return false;
      for (const district of districts) taken.add(district);
      return true;
    });
    if (target !== undefined) targets.set(kind, target);
  }
  return targets;
}

function rank(ids: Iterable<string>, salt: string): string[] {
  return [...ids]
    .map((id) => ({ id, place: stableHash(`${salt}/${id}`) }))
    .sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function candidatesOf(kind: FaultKind, { devices, links, areas }: Inventory): Iterable<string> {
  switch (kind) {
    case 'link-cut':
      return links.keys();
    case 'ward-power':
      return areas.keys();
    case 'flapping':
    case 'dead-camera':
      return devices.values().flatMap(({ id, kind: deviceKind }) => (deviceKind === 'camera' ? [id] : []));
    case 'port-closed':
      return devices.values().flatMap(({ id, kind: deviceKind }) => (deviceKind === 'nvr' ? [id] : []));
  }
}

/** What a fault fails of itself; everything else follows from it. */
export function failedBy(kind: FaultKind, target: string, { devices, sites }: Inventory): Failed {
  switch (kind) {
    case 'link-cut':
      return { links: new Set([target]) };
    case 'ward-power':
      return {
        devices: new Set(
          devices.values().flatMap(({ id, site }) => (sites.get(site)?.area === target ? [id] : [])),
        ),
      };
    case 'flapping':
    case 'dead-camera':
      return { devices: new Set([target]) };
    case 'port-closed':
      return {};
  }
}

/** The devices a candidate would bring down, or none where it would not make a fault of its kind. */
function touchedBy(
  kind: FaultKind,
  target: string,
  inventory: Inventory,
  consequencesOf: ConsequenceFinder,
): readonly string[] {
  const { devices, down } = consequencesOf(failedBy(kind, target, inventory));
  const ids = devices.map(({ id }) => id);
  // A camera behind a recorder is lost too, and nobody sees it: nothing probes it.
  const seen = down.filter(({ entity, indicator }) => entity.startsWith('device:') && indicator === 'reach');
  switch (kind) {
    case 'link-cut':
      return showsDown(down, `link:${target}`) && seen.length >= 3 && ownAddresses(ids, inventory) ? ids : [];
    case 'ward-power':
      return seen.length >= 4 && ownAddresses(ids, inventory) ? ids : [];
    case 'flapping':
    case 'dead-camera':
      return ids.length === 1 && showsDown(down, `device:${target}`) && ownAddresses(ids, inventory)
        ? ids
        : [];
    case 'port-closed':
      return portsToClose(target, consequencesOf).length > 0 && ownAddresses([target], inventory)
        ? [target]
        : [];
  }
}

/** A recorder whose port can be closed is one whose service is watched: were it dead, that would show. */
function portsToClose(target: string, consequencesOf: ConsequenceFinder) {
  const { down } = consequencesOf({ devices: new Set([target]) });
  return down.filter(({ entity, indicator }) => entity === `device:${target}` && indicator === 'service');
}

function showsDown(down: Consequences['down'], entity: string): boolean {
  return down.some((observed) => observed.entity === entity);
}

/** Several devices may stand behind one address, told apart by port: it can only be taken away from all of them. */
function ownAddresses(ids: readonly string[], { devices }: Inventory): boolean {
  const taken = new Set(ids.map((id) => devices.get(id)?.address));
  const sharing = devices.values().filter(({ address }) => address !== undefined && taken.has(address));
  return sharing.every(({ id }) => ids.includes(id));
}

function districtsOf({ devices, sites, areas }: Inventory, ids: readonly string[]): ReadonlySet<string> {
  return new Set(
    ids.flatMap((id) => {
      const site = sites.get(devices.get(id)?.site ?? '');
      return areas.get(site?.area ?? '')?.district ?? [];
    }),
  );
}
