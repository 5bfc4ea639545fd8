import type { SiteKind } from '../../core/domain/inventory.ts';
import { runInSlices, STEP, type Steps } from '../../core/host/in-slices.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';
import type { CityView } from './city-view.ts';
import { compareText, isWhole, placeOf, type VisibleFleet, type VisiblePlace } from './visible-fleet.ts';

/** Sites that every filter treats alike. */
export interface SiteGroup {
  readonly area: string;
  readonly district: string;
  readonly kind: SiteKind;
}

/** The sites that somebody may see, by number, in the order of their ids: of 30,000 it holds numbers. */
export interface SiteIndex {
  readonly ids: readonly string[];
  readonly placeAt: (number: number) => VisiblePlace | undefined;
  readonly groups: readonly SiteGroup[];
  /** The place of each site in {@link groups}. */
  readonly group: Uint16Array;
  /** The number of the site of each visible device, in the order of the fleet. */
  readonly siteOf: Uint32Array;
}

type City = Pick<CityView, 'fleet' | 'shown'>;
export type SitesOf = (city: City) => Promise<SiteIndex>;

/** Gathered in slices when somebody first asks, and anew with another inventory. */
export function createSiteIndex(): SitesOf {
  let kept: { readonly fleet: VisibleFleet; readonly index: Promise<SiteIndex> } | undefined;
  return (city) => {
    if (kept?.fleet !== city.fleet) kept = { fleet: city.fleet, index: runInSlices(indexSites(city)) };
    return kept.index;
  };
}

function* indexSites({ fleet, shown: { inventory } }: City): Steps<SiteIndex> {
  const placeOfSite = (id: string) => placeOf(inventory, inventory.sites.get(id), fleet.sight);
  const { sites, siteOfDevices } = yield* gatherSites({ fleet, inventory });
  const ids = [...sites].sort(compareText);
  const numbers = new Map(ids.map((id, number) => [id, number]));
  yield;
  const groups: SiteGroup[] = [];
  const group = new Uint16Array(ids.length);
  const known = new Map<string, number>();
  for (const [number, id] of ids.entries()) {
    if (number % STEP === 0) yield;
    const place = placeOfSite(id);
    if (place) group[number] = numberGroup(place, groups, known);
  }
  const siteOf = Uint32Array.from(siteOfDevices, (id) => numbers.get(id) ?? 0);
  // What places are found by holds on to all that is known here.
  numbers.clear();
  return { ...{ ids, groups, group, siteOf }, placeAt: (number) => placeOfSite(ids[number] ?? '') };
}

function numberGroup(
  { site: { kind }, area, district }: VisiblePlace,
  groups: SiteGroup[],
  known: Map<string, number>,
): number {
  const key = `${area.id} ${kind}`;
  const number = known.get(key) ?? groups.push({ kind, area: area.id, district: district.id }) - 1;
  known.set(key, number);
  return number;
}

/** Where something visible stands or ends; to whoever sees the city, also what is empty. */
function* gatherSites({ fleet, inventory }: Pick<City, 'fleet'> & Pick<City['shown'], 'inventory'>) {
  const sites = new Set<string>();
  const siteOfDevices: string[] = [];
  const devices = indexMap(inventory.devices);
  for (const [place, device] of fleet.devices.entries()) {
    if (place % STEP === 0) yield;
    const site = devices.memberAt(devices.indexOf(fleet.columns.idOf(device)) ?? -1, 'site') ?? '';
    sites.add(site);
    siteOfDevices.push(site);
  }
  for (const { link } of fleet.links)
    if (link.far.startsWith('site:')) sites.add(link.far.slice('site:'.length));
  let seen = 0;
  for (const site of isWhole(fleet.sight) ? inventory.sites.values() : []) {
    if (seen++ % STEP === 0) yield;
    if (placeOf(inventory, site, fleet.sight)) sites.add(site.id);
  }
  return { sites, siteOfDevices };
}
