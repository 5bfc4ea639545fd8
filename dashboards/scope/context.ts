import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { Language } from '../../core/language/language.ts';
import { zonesOf } from '../../core/leases/share.ts';
import { type MeasuredAt, measuredAt, type Sources } from '../../grafana/measured-at.ts';
import type { Texts } from '../texts/texts.ts';
import { textsEn } from '../texts/texts-en.ts';
import { textsVi } from '../texts/texts-vi.ts';
import { findHoldings, type Holding } from './holdings.ts';
import { buildNames, type Names } from './names.ts';

/** What dashboards are made from: a loaded configuration is one. */
export interface City {
  readonly inventory: Inventory;
  readonly settings: Pick<Settings, 'city' | 'findings' | 'profiles'> & Partial<Pick<Settings, 'alerts'>>;
}

export interface DashboardOptions extends Sources {
  readonly language: Language;
}

/** What every panel is made with. */
export interface Context {
  readonly city: City;
  readonly texts: Texts;
  readonly names: Names;
  /** What each agency owns, in the order of their ids; `none` is whose owner is not yet determined. */
  readonly holdings: ReadonlyMap<string, Holding>;
  readonly sources: Sources;
  /** Where what panels show is measured. */
  readonly measured: readonly MeasuredAt[];
  /** Panels are about one thing, of which one data source knows: its series bear no zone in their names. */
  readonly isOfOne?: boolean;
  /** Of the portal, without a slash at its end; absent where the settings do not say it. */
  readonly pageUrl?: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = { vi: textsVi, en: textsEn };

export function createContext(city: City, { language, ...sources }: DashboardOptions): Context {
  const { pageUrl } = city.settings.alerts ?? {};
  return {
    city,
    texts: TEXTS[language],
    names: buildNames(city.inventory, language),
    holdings: findHoldings(city.inventory),
    sources,
    measured: measuredAt(zonesOf(city.inventory.sites.values()), sources),
    ...(pageUrl !== undefined && { pageUrl: pageUrl.replace(/\/$/, '') }),
  };
}
