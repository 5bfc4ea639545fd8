import { type Device, type Inventory, isWatchedAt, type Link } from '../../../../core/domain/inventory.ts';
import {
  devicesAtSites,
  devicesAtSwitch,
  sitesOfArea,
  sitesOfCabinet,
} from '../../../../core/domain/places.ts';
import { deviceEntity, type Entity, linkEntity } from '../../../../core/domain/state.ts';
import type {
  IncidentRoot,
  ProbableCommonCause,
} from '../../../../ledger/record/incidents/incident-event.ts';
import { allBelow, buildDownstream, type Downstream } from './downstream.ts';

const MOST_LEVELS = 4;

/** What is watched behind a root, or of a common cause in its place, as it hangs together: no two have one in common. */
export type BranchesBehind = (root: IncidentRoot, inventory: Inventory, atMs: number) => readonly Branch[];

/**
 * Keeps what it found last: when the core of a city fails, a hundred recipients are written to of the same 100,000 devices,
 * and a storm has many messages of one inventory.
 */
export function createBranchFinder(): BranchesBehind {
  let keptInventory: Inventory | undefined;
  let downstream: Downstream | undefined;
  let found: { readonly key: string; readonly branches: readonly Branch[] } | undefined;
  return (root, inventory, atMs) => {
    if (keptInventory !== inventory) [keptInventory, downstream, found] = [inventory, undefined, undefined];
    const key = JSON.stringify([root, atMs]);
    if (found?.key === key) return found.branches;
    if (root.kind === 'entity') downstream ??= buildDownstream(inventory);
    const branches = watched(findBranches(root, inventory, downstream ?? new Map()), inventory, atMs);
    found = { key, branches };
    return branches;
  };
}

function findBranches(root: IncidentRoot, inventory: Inventory, downstream: Downstream): readonly Branch[] {
  switch (root.kind) {
    case 'collector':
      return [];
    case 'entity':
      return spread(root.entity, downstream);
    case 'common':
      return loneBranches(root, inventory);
  }
}

/** A child of the root, and all that is below it, itself included. */
export interface Branch {
  readonly top: Entity;
  readonly all: readonly Entity[];
}

function branchesOf(root: Entity, downstream: Downstream): readonly Branch[] {
  // What hangs on two children of the root is drawn with the first.
  const seen = new Set<Entity>([root]);
  return (downstream.get(root) ?? []).flatMap((top) => {
    const all = [top, ...allBelow(top, downstream)].filter((one) => !seen.has(one));
    for (const one of all) seen.add(one);
    return all.length === 0 ? [] : [{ top, all }];
  });
}

/** Where all hangs on one child of the root, that is shown beside what hangs on it. */
function spread(root: Entity, downstream: Downstream, levels = MOST_LEVELS): readonly Branch[] {
  const branches = branchesOf(root, downstream);
  const [only] = branches;
  if (branches.length !== 1 || !only || only.all.length === 1 || levels === 0) return branches;
  const below = spread(only.top, downstream, levels - 1).map(({ top, all }) => ({
    top,
    all: all.filter((one) => one !== root && one !== only.top),
  }));
  return [{ top: only.top, all: [only.top] }, ...below.filter(({ all }) => all.length > 0)];
}

/** Of a common cause: those that are in the place it names, each by itself. */
function loneBranches({ by, name, what }: ProbableCommonCause, inventory: Inventory): readonly Branch[] {
  const alone = (top: Entity): Branch => ({ top, all: [top] });
  if (what === 'link') {
    const [area, carrier] = name.split(' ');
    return [...inventory.links.values()]
      .filter((link) => areaOf(link, inventory) === area && (!carrier || link.carrier === carrier))
      .map(({ id }) => alone(linkEntity(id)));
  }
  return devicesIn(by, name, inventory).map(({ id }) => alone(deviceEntity(id)));
}

function areaOf({ far }: Link, { sites, devices }: Inventory): string | undefined {
  const site = far.startsWith('site:')
    ? far.slice('site:'.length)
    : devices.get(far.slice('device:'.length))?.site;
  return sites.get(site ?? '')?.area;
}

function devicesIn(by: string, name: string, inventory: Inventory): readonly Device[] {
  if (by === 'switch') return devicesAtSwitch(inventory, name);
  return devicesAtSites(inventory, sitesIn(by, name, inventory));
}

function sitesIn(by: string, name: string, inventory: Inventory): readonly string[] {
  if (by === 'site') return [name];
  const sites = by === 'cabinet' ? sitesOfCabinet(inventory, name) : sitesOfArea(inventory, name);
  return sites.map(({ id }) => id);
}

/** What is retired, or not in service yet, is in the inventory all the same. */
function watched(branches: readonly Branch[], { devices }: Inventory, atMs: number): readonly Branch[] {
  const isWatched = (entity: Entity) => {
    const device = entity.startsWith('device:') ? devices.get(entity.slice('device:'.length)) : undefined;
    return device === undefined || isWatchedAt(device, atMs);
  };
  return branches
    .map(({ top, all }) => ({ top, all: all.filter(isWatched) }))
    .filter(({ all }) => all.length > 0);
}
