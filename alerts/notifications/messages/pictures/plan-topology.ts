import type { Inventory, Site } from '../../../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../../../core/domain/state.ts';
import { pathsToDevice, pathsToLink } from '../../../../core/domain/ways.ts';
import { knownLine } from '../../../../core/text/clean-line.ts';
import { upFirst } from '../../../../core/text/up-first.ts';
import type { IncidentSummary } from '../../../../ledger/record/incidents/incident-event.ts';
import type { NamedSome } from '../../../../ledger/record/outbox/occasion.ts';
import type { RootView } from '../words/root-view.ts';
import { bareNameOf, nameRoot, type Words } from '../words/root-words.ts';
import type { Branch, BranchesBehind } from './branches.ts';
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
/** Fewer say less than the first sites of many. */
const LEAST_PLACES = 3;

interface Given {
  readonly incident: IncidentSummary;
  readonly members: NamedSome;
  readonly view: RootView;
  readonly words: Words;
  readonly branchesBehind: BranchesBehind;
}

/** `undefined` where there is nothing to show: a blind collector, a root that is not told, a device with nothing behind. */
export function planTopology(given: Given): TopologyPlan | undefined {
  const { view, words, incident, branchesBehind } = given;
  const { texts, city } = words;
  const { root } = incident;
  if (view.what === 'withheld' || root.kind === 'collector') return undefined;
  const branches = branchesBehind(root, city.inventory, incident.openedMs);
  if (branches.length === 0) return undefined;

  const fareOf = judge(given, sizeOf(branches));
  const groups = groupBranches(branches, words).toSorted((a, b) => b.all.length - a.all.length);
  const shown = groups.length > MOST_BOXES ? groups.slice(0, MOST_BOXES - 1) : groups;
  const parent = root.kind === 'entity' ? parentOf(root.entity, words) : undefined;
  return {
    collector: texts.pictures.collector,
    ...(parent !== undefined && { parent }),
    root: { title: upFirst(nameRoot(view, words)), detail: texts.pictures.states.lost, fare: 'lost' },
    isProbable: root.kind === 'common',
    boxes: shown.map(({ title, all }) => boxOf(title(), all, fareOf(all), words)),
    more: sizeOf(groups.slice(shown.length)),
  };
}

const sizeOf = (some: readonly { readonly all: readonly Entity[] }[]): number =>
  some.reduce((sum, { all }) => sum + all.length, 0);

interface Group {
  /** Read of those that are shown only: there may be tens of thousands. */
  readonly title: () => string;
  readonly all: readonly Entity[];
}

/** Branches as they are where they are few; else those without anything below are put together by site, or by ward. */
function groupBranches(branches: readonly Branch[], words: Words): readonly Group[] {
  const { city, texts } = words;
  const named = ({ top, all }: Branch): Group => ({
    title: () => bareNameOf(top, words) ?? texts.unnamedSite,
    all,
  });
  if (branches.length <= MOST_BOXES) return branches.map(named);
  const [leaves, grown] = [branches.filter(isLeaf), branches.filter((branch) => !isLeaf(branch))];
  const bySite = Map.groupBy(leaves, ({ top }) => siteOf(top, city));
  const byArea = Map.groupBy(bySite, ([site]) => site?.area);
  const sites = [...bySite].map(([site, some]) => ({
    title: () => knownLine(site?.name) ?? texts.unnamedSite,
    all: some.flatMap(({ all }) => all),
  }));
  if (sites.length + grown.length <= MOST_BOXES || byArea.size < LEAST_PLACES) {
    return [...grown.map(named), ...sites];
  }
  const areas = [...byArea].map(([area, some]) => ({
    title: () => (area === undefined ? texts.unnamedSite : city.areaName(area)),
    all: some.flatMap(([, there]) => there.flatMap(({ all }) => all)),
  }));
  return [...grown.map(named), ...areas];
}

function siteOf(entity: Entity, city: Words['city']): Site | undefined {
  const parsed = parseEntity(entity);
  if (parsed?.kind === 'device') return city.site(city.device(parsed.id)?.site ?? '');
  const link = parsed && city.link(parsed.id);
  return link && city.siteAtFarEnd(link);
}

const isLeaf = ({ all }: Branch): boolean => all.length === 1;

/**
 * A message knows how many are lost, and some of them by name: where that is not enough to tell how a group fares, the
 * picture says so and does not guess.
 */
function judge({ incident, members }: Given, size: number) {
  const lost = new Set(members.some);
  const root = incident.root.kind === 'entity' ? 1 : 0;
  const isAllLost = incident.lostNow - root >= size;
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
): Box {
  const { states, ofDevices } = texts.pictures;
  const cameras = all.filter((one) => isCamera(one, city.inventory)).length;
  const amount = cameras === all.length ? texts.cameras(cameras) : texts.things(all.length);
  const only = all.length === 1 ? all[0] : undefined;
  const isPart = fare === 'degraded' && lost !== undefined;
  const detail = isPart ? ofDevices(lost, all.length) : states[fare];
  return { title, fare, detail: `${only === undefined ? amount : kindOf(only, city, texts)} · ${detail}` };
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
