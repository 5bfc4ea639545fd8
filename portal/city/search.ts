import type { Agency, Area, Contract, District, Inventory } from '../../core/domain/inventory.ts';
import { runInSlices, type Steps } from '../../core/host/in-slices.ts';
import { toSlug } from '../../core/text/to-slug.ts';
import type { CityView } from './city-view.ts';
import { isOfGroups, mayKnowOf } from './contracts-of.ts';
import { createFindingFinder, type FindingSources } from './find-findings.ts';
import { createIncidentFinder } from './find-incidents.ts';
import type { Found } from './found.ts';
import type { IncidentSource } from './incident-source.ts';
import type { SiteIndex, SitesOf } from './site-index.ts';
import type { ToldIncident } from './tell-incidents.ts';
import { type Findable, type FoundTexts, indexTexts, type TextIndex, wordsOf } from './text-index.ts';
import type { VisibleFinding } from './visible-findings.ts';
import {
  isWhole,
  type VisibleDevice,
  type VisibleFleet,
  type VisibleLink,
  type VisiblePlace,
} from './visible-fleet.ts';

export interface SearchResult {
  readonly incidents: Found<ToldIncident>;
  readonly districts: Found<District>;
  readonly areas: Found<Area>;
  readonly agencies: Found<Agency>;
  readonly contracts: Found<Contract>;
  readonly sites: Found<VisiblePlace>;
  readonly links: Found<VisibleLink>;
  readonly devices: Found<VisibleDevice>;
  readonly findings: Found<VisibleFinding>;
}

/** Makes ready what is looked through, in slices; the looking is done at once. */
export type Search = (view: CityView) => Promise<(query: string, most: number) => SearchResult>;

type Find<Item> = (words: readonly string[], most: number) => Found<Item>;
type CityIndex = {
  readonly [Kind in Exclude<keyof SearchResult, 'incidents' | 'findings'>]: Find<
    SearchResult[Kind]['items'][number]
  >;
};

export interface SearchSources extends FindingSources {
  readonly incidents: IncidentSource;
  readonly sitesOf: SitesOf;
}

/**
 * Finds what may be told by its id, name, place and ward, without accents too. The texts are gathered in slices when somebody first
 * asks, and anew with another inventory.
 */
export function createSearch({ incidents, sitesOf, ...findings }: SearchSources): Search {
  const findFindings = createFindingFinder(findings);
  const findIncidents = createIncidentFinder(incidents);
  let kept: { readonly fleet: VisibleFleet; readonly index: Promise<CityIndex> } | undefined;
  return async (view) => {
    const { fleet, shown } = view;
    if (kept?.fleet !== fleet) {
      const index = sitesOf(view).then((sites) => runInSlices(indexCity(fleet, shown.inventory, sites)));
      kept = { fleet, index };
    }
    const index = await kept.index;
    const [incidents, found] = [await findIncidents(view), await findFindings(view)];
    return (query, most) => {
      const words = wordsOf(query);
      return {
        incidents: incidents(query, most),
        districts: index.districts(words, most),
        areas: index.areas(words, most),
        agencies: index.agencies(words, most),
        contracts: index.contracts(words, most),
        sites: index.sites(words, most),
        links: index.links(words, most),
        devices: index.devices(words, most),
        findings: found(words, most),
      };
    };
  };
}

function* indexCity(fleet: VisibleFleet, inventory: Inventory, sites: SiteIndex): Steps<CityIndex> {
  const slugs = new Map<string, string>();
  /** Places are told of many devices. */
  const slug = (text: string) => {
    const known = slugs.get(text) ?? toSlug(text);
    slugs.set(text, known);
    return known;
  };
  const seen = listSeen(fleet, inventory);
  const index = {
    districts: yield* indexAll([...inventory.districts.values()], nameText),
    areas: yield* indexAll(seen.areas, (area) => `${nameText(area)} ${area.code}`),
    agencies: yield* indexAll(seen.agencies, nameText),
    contracts: yield* indexAll(seen.contracts, ({ id, name, number = '', contractor }) => {
      const party = inventory.contractors.get(contractor)?.name ?? '';
      return `${id} ${name} ${number} ${party}`;
    }),
    sites: yield* indexNumbers(sites.ids.length, sites.placeAt, ({ site, area, district }) => [
      `${site.id} ${site.name} ${site.address ?? ''}`,
      `${slug(area.name)} ${slug(district.name)}`,
    ]),
    links: yield* indexAll(fleet.links, ({ link, area, district }) => [
      `${link.id} ${link.name} ${link.circuit ?? ''}`,
      `${slug(area.name)} ${slug(district.name)}`,
    ]),
    devices: yield* indexNumbers(
      fleet.devices.length,
      (number) => fleet.deviceAt(fleet.devices[number] ?? -1),
      ({ device, site, area, district }) => [
        `${device.id} ${device.name}`,
        `${slug(site.name)} ${slug(area.name)} ${slug(district.name)}`,
      ],
    ),
  };
  // What finds them again holds on to all that is known here.
  slugs.clear();
  return index;
}

const nameText = ({ id, name, nameEn = '' }: { id: string; name: string; nameEn?: string }): string =>
  `${id} ${name} ${nameEn}`;

const indexAll = <Item>(items: readonly Item[], textOf: (item: Item) => Findable) =>
  indexNumbers(items.length, (number) => items[number], textOf);

function* indexNumbers<Item>(
  count: number,
  itemAt: (number: number) => Item | undefined,
  textOf: (item: Item) => Findable,
): Steps<Find<Item>> {
  const index: TextIndex = yield* indexTexts(count, (number) => {
    const item = itemAt(number);
    return item === undefined ? '' : textOf(item);
  });
  return (words, most) => tell(index.find(words, most), itemAt);
}

/** Wards, agencies and contracts of whoever sees a part of the city are those of what is seen of it. */
function listSeen(fleet: VisibleFleet, { areas, agencies, contracts }: Inventory) {
  const all = {
    areas: [...areas.values()],
    agencies: [...agencies.values()],
    contracts: [...contracts.values()],
  };
  if (isWhole(fleet.sight)) return all;
  const { columns, devices, links } = fleet;
  const groups = [...new Set(devices.values().map((device) => columns.group[device] ?? -1))].flatMap(
    (group) => columns.groups[group] ?? [],
  );
  const theirAreas = new Set([...groups.map(({ area }) => area), ...links.map(({ area }) => area.id)]);
  const theirAgencies = new Set(groups.map(({ agency }) => agency));
  return {
    areas: all.areas.filter(({ id }) => theirAreas.has(id)),
    agencies: all.agencies.filter(({ id }) => theirAgencies.has(id)),
    contracts: all.contracts.filter(mayKnowOf(fleet.sight)).filter(isOfGroups(groups, links)),
  };
}

function tell<Item>(
  { numbers, total, isAll }: FoundTexts,
  itemAt: (number: number) => Item | undefined,
): Found<Item> {
  return { items: numbers.flatMap((number) => itemAt(number) ?? []), total, isAll };
}
