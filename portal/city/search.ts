import type { District, Inventory } from '../../core/domain/inventory.ts';
import { runInSlices, type Steps } from '../../core/host/in-slices.ts';
import { toSlug } from '../../core/text/to-slug.ts';
import type { CityView } from './city-view.ts';
import { findByNumber } from './find-by-number.ts';
import type { IncidentSource } from './incident-source.ts';
import type { ToldIncident } from './tell-incidents.ts';
import { type FoundTexts, indexTexts, type TextIndex, wordsOf } from './text-index.ts';
import type { VisibleDevice, VisibleFleet, VisibleLink } from './visible-fleet.ts';

/** What was found of one kind: the best of it, and how much there is, at least. */
export interface Found<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  /** Whether `total` is all: a word that is everywhere is not followed to its end. */
  readonly isAll: boolean;
}

export interface SearchResult {
  /** By number alone: of several years where they have the same. */
  readonly incidents: Found<ToldIncident>;
  readonly districts: Found<District>;
  readonly links: Found<VisibleLink>;
  readonly devices: Found<VisibleDevice>;
}

export type Search = (view: CityView, query: string, most: number) => Promise<SearchResult>;

interface CityIndex {
  readonly devices: TextIndex;
  readonly links: TextIndex;
}

/**
 * Finds what may be told by its id, name, place and ward, without accents too. The texts are gathered in slices when somebody first
 * asks, and anew with another inventory.
 */
export function createSearch(incidents: IncidentSource): Search {
  let kept: { readonly fleet: VisibleFleet; readonly index: Promise<CityIndex> } | undefined;
  return async (view, query, most) => {
    const { fleet, shown } = view;
    if (kept?.fleet !== fleet) kept = { fleet, index: runInSlices(indexCity(fleet)) };
    const { devices, links } = await kept.index;
    const words = wordsOf(query);
    return {
      incidents: findByNumber(view, incidents, query),
      districts: findDistricts(shown.inventory, words, most),
      links: tell(links.find(words, most), (number) => fleet.links[number]),
      devices: tell(devices.find(words, most), (number) => fleet.deviceAt(fleet.devices[number] ?? -1)),
    };
  };
}

function* indexCity(fleet: VisibleFleet): Steps<CityIndex> {
  const slugs = new Map<string, string>();
  /** Places are told of many devices. */
  const slug = (text: string) => {
    const known = slugs.get(text) ?? toSlug(text);
    slugs.set(text, known);
    return known;
  };
  const links = yield* indexTexts(fleet.links.length, (number) => {
    const visible = fleet.links[number];
    if (!visible) return '';
    const { link, area, district } = visible;
    return `${link.id} ${link.name} ${link.circuit ?? ''} ${slug(area.name)} ${slug(district.name)}`;
  });
  const devices = yield* indexTexts(fleet.devices.length, (number) => {
    const visible = fleet.deviceAt(fleet.devices[number] ?? -1);
    if (!visible) return '';
    const { device, site, area, district } = visible;
    return `${device.id} ${device.name} ${slug(site.name)} ${slug(area.name)} ${slug(district.name)}`;
  });
  return { devices, links };
}

/** Few enough to be looked at one by one. */
function findDistricts(
  { districts }: Pick<Inventory, 'districts'>,
  words: readonly string[],
  most: number,
): Found<District> {
  const found = [...districts.values()].filter(({ id, name, nameEn }) => {
    const text = toSlug(`${id} ${name} ${nameEn}`);
    return words.length > 0 && words.every((word) => text.includes(word));
  });
  return { items: found.slice(0, most), total: found.length, isAll: true };
}

function tell<Item>(
  { numbers, total, isAll }: FoundTexts,
  itemAt: (number: number) => Item | undefined,
): Found<Item> {
  return { items: numbers.flatMap((number) => itemAt(number) ?? []), total, isAll };
}
