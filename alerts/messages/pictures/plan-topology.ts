import type { Device, Inventory } from '../../../core/inventory.ts';
import { deviceEntity, type Entity, linkEntity, parseEntity } from '../../../core/state.ts';
import { pathsToDevice, pathsToLink } from '../../../sla/topology.ts';
import type { IncidentSummary } from '../../incidents/incident-news.ts';
import { knownLine } from '../clean-line.ts';
import { upFirst } from '../incident-words.ts';
import type { NamedSome } from '../occasion.ts';
import type { RootView } from '../root-view.ts';
import { bareNameOf, nameRoot, type Words } from '../root-words.ts';
import { allBelow, type Downstream, downstreamOf } from './downstream.ts';
import type { Fare } from './marks.ts';

/** What a picture of the affected part shows. */
export interface TopologyPlan {
  readonly collector: string;
  /** What the root hangs on, where that is told. */
  readonly parent?: string;
  readonly root: Box;
  readonly isProbable: boolean;
  readonly boxes: readonly Box[];
  /** Devices and links that have no box. */
  readonly more: number;
}

export interface Box {
  readonly title: string;
  readonly detail: string;
  readonly fare: Fare;
}

const MOST_BOXES = 12;
const MOST_LEVELS = 4;
/** Fewer say less than the first sites of many. */
const LEAST_PLACES = 3;

interface Given {
  readonly incident: IncidentSummary;
  readonly members: NamedSome;
  readonly view: RootView;
  readonly words: Words;
}

/** `undefined` where there is nothing to show: a blind collector, a root that is not told, a device with nothing behind. */
export function planTopology(given: Given): TopologyPlan | undefined {
  const { view, words, incident } = given;
  const { texts, city } = words;
  const { root } = incident;
  if (view.what === 'withheld' || root.kind === 'collector') return undefined;
  const downstream = downstreamOf(city.inventory);
  const branches = root.kind === 'entity' ? spread(root.entity, downstream) : loneBranches(given);
  if (branches.length === 0) return undefined;

  const groups = groupBranches(branches, words);
  const fareOf = judge(given, new Set(branches.flatMap(({ all }) => all)));
  const boxes = groups
    .map(({ title, all }) => boxOf(title, all, fareOf(all), words))
    .sort((a, b) => b.size - a.size);
  const shown = boxes.length > MOST_BOXES ? boxes.slice(0, MOST_BOXES - 1) : boxes;
  const parent = root.kind === 'entity' ? parentOf(root.entity, words) : undefined;
  return {
    collector: texts.pictures.collector,
    ...(parent !== undefined && { parent }),
    root: { title: upFirst(nameRoot(view, words)), detail: texts.pictures.states.lost, fare: 'lost' },
    isProbable: root.kind === 'common',
    boxes: shown.map(({ box }) => box),
    more: boxes.slice(shown.length).reduce((sum, { size }) => sum + size, 0),
  };
}

/** A child of the root, and all that is below it, itself included. */
interface Branch {
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
function loneBranches({ incident: { root }, words: { city } }: Given): readonly Branch[] {
  if (root.kind !== 'common') return [];
  const alone = (top: Entity): Branch => ({ top, all: [top] });
  const { inventory } = city;
  if (root.what === 'link') {
    const [area, carrier] = root.name.split(' ');
    return [...inventory.links.values()]
      .filter((link) => city.siteAtFarEnd(link)?.area === area && (!carrier || link.carrier === carrier))
      .map(({ id }) => alone(linkEntity(id)));
  }
  const isIn = membership(root.by, root.name, inventory);
  return [...inventory.devices.values()].filter(isIn).map(({ id }) => alone(deviceEntity(id)));
}

function membership(by: string, name: string, { sites }: Inventory): (device: Device) => boolean {
  switch (by) {
    case 'switch':
      return ({ attachedTo }) => attachedTo?.device === name;
    case 'site':
      return ({ site }) => site === name;
    case 'cabinet':
      return ({ site }) => sites.get(site)?.cabinet === name;
    default:
      return ({ site }) => sites.get(site)?.area === name;
  }
}

interface Group {
  readonly title: string;
  readonly all: readonly Entity[];
}

/** Branches as they are where they are few; else those without anything below are put together by site, or by ward. */
function groupBranches(branches: readonly Branch[], words: Words): readonly Group[] {
  const { city, texts } = words;
  const named = ({ top, all }: Branch): Group => ({
    title: bareNameOf(top, words) ?? texts.unnamedSite,
    all,
  });
  if (branches.length <= MOST_BOXES) return branches.map(named);
  const [leaves, grown] = [branches.filter(isLeaf), branches.filter((branch) => !isLeaf(branch))];
  const siteOf = ({ top }: Branch) => {
    const parsed = parseEntity(top);
    if (parsed?.kind === 'device') return city.site(city.device(parsed.id)?.site ?? '');
    const link = parsed && city.link(parsed.id);
    return link && city.siteAtFarEnd(link);
  };
  const bySite = Map.groupBy(leaves, (leaf) => knownLine(siteOf(leaf)?.name) ?? texts.unnamedSite);
  const byArea = () =>
    Map.groupBy(leaves, (leaf) => {
      const area = siteOf(leaf)?.area;
      return area === undefined ? texts.unnamedSite : city.areaName(area);
    });
  const places = bySite.size + grown.length <= MOST_BOXES ? bySite : byArea();
  const finest = places.size < LEAST_PLACES ? bySite : places;
  return [
    ...grown.map(named),
    ...[...finest].map(([title, some]) => ({ title, all: some.flatMap(({ all }) => all) })),
  ];
}

const isLeaf = ({ all }: Branch): boolean => all.length === 1;

/**
 * A message knows how many are lost, and some of them by name: where that is not enough to tell how a group fares, the
 * picture says so and does not guess.
 */
function judge({ incident, members }: Given, all: ReadonlySet<Entity>) {
  const lost = new Set(members.some);
  const root = incident.root.kind === 'entity' ? 1 : 0;
  const isAllLost = incident.lostNow - root >= all.size;
  const isAllKnown = members.count >= incident.lostNow && members.some.length >= members.count;
  return (group: readonly Entity[]): { readonly fare: Fare; readonly lost: number | undefined } => {
    if (isAllLost) return { fare: 'lost', lost: group.length };
    const known = group.filter((one) => lost.has(one)).length;
    if (known === group.length) return { fare: 'lost', lost: known };
    if (!isAllKnown) return { fare: known > 0 ? 'degraded' : 'unknown', lost: undefined };
    return { fare: known === 0 ? 'well' : 'degraded', lost: known };
  };
}

function boxOf(
  title: string,
  all: readonly Entity[],
  { fare, lost }: { readonly fare: Fare; readonly lost: number | undefined },
  { texts, city }: Words,
): { readonly box: Box; readonly size: number } {
  const { states, ofDevices } = texts.pictures;
  const cameras = all.filter((one) => isCamera(one, city.inventory)).length;
  const amount = cameras === all.length ? texts.cameras(cameras) : texts.things(all.length);
  const only = all.length === 1 ? all[0] : undefined;
  const isPart = fare === 'degraded' && lost !== undefined;
  const detail = isPart ? ofDevices(lost, all.length) : states[fare];
  return {
    box: { title, fare, detail: `${only === undefined ? amount : kindOf(only, city, texts)} · ${detail}` },
    size: all.length,
  };
}

function kindOf(entity: Entity, city: Words['city'], { kinds, unnamedSite }: Words['texts']): string {
  const parsed = parseEntity(entity);
  if (parsed?.kind === 'link') return kinds.link;
  const kind = parsed && city.inventory.devices.get(parsed.id)?.kind;
  return kind === undefined ? unnamedSite : kinds[kind];
}

function isCamera(entity: Entity, { devices }: Inventory): boolean {
  return entity.startsWith('device:') && devices.get(entity.slice('device:'.length))?.kind === 'camera';
}

function parentOf(entity: Entity, words: Words): string | undefined {
  const { city } = words;
  const parsed = parseEntity(entity);
  if (!parsed) return undefined;
  const link = parsed.kind === 'link' ? city.link(parsed.id) : undefined;
  const device = parsed.kind === 'device' ? city.device(parsed.id) : undefined;
  const ways = link ? pathsToLink(link) : device ? pathsToDevice(device) : [];
  const parent = ways[0]?.at(-1);
  return parent && bareNameOf(parent, words);
}
