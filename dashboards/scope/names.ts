import type { Inventory } from '../../core/domain/inventory.ts';
import type { Language } from '../../core/language/language.ts';
import { nameIn } from '../../core/language/name-in.ts';

/** Names for people by id; in the order of the inventory. */
export interface Names {
  readonly districts: NamesById;
  readonly areas: NamesById;
  readonly agencies: NamesById;
  readonly contractors: NamesById;
  readonly contracts: NamesById;
  readonly programmes: NamesById;
  readonly links: NamesById;
  /** Contractors with their telephones, as they are called. */
  readonly calls: NamesById;
}

export type NamesById = ReadonlyMap<string, string>;

/** Beyond so many names a panel would carry more names than data: ids are shown. */
const MOST_NAMES = 1_500;

export function buildNames(inventory: Inventory, language: Language): Names {
  const inLanguage = (named: { name: string; nameEn?: string }) => nameIn(language, named);
  const { districts, areas, agencies, contractors, contracts, programmes, links } = inventory;
  return {
    districts: mapValues(districts, inLanguage),
    areas: mapValues(areas, inLanguage),
    agencies: mapValues(agencies, inLanguage),
    contractors: mapValues(contractors, ({ name }) => name),
    contracts: mapValues(contracts, ({ name }) => name),
    programmes: mapValues(programmes, (programme) => `${programme.task} ${inLanguage(programme)}`),
    calls: mapValues(contractors, ({ name, hotline }) =>
      hotline === undefined ? name : `${hotline} · ${name}`,
    ),
    links: links.size > MOST_NAMES ? new Map() : mapValues(links, ({ name }) => name),
  };
}

const mapValues = <From>(map: ReadonlyMap<string, From>, nameOf: (item: From) => string): NamesById =>
  new Map(map.entries().map(([id, item]) => [id, nameOf(item)]));
