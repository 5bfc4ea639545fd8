import { z } from 'zod';
import { SITE_KINDS } from '../../core/domain/inventory.ts';
import { apiTime } from '../../core/language/formats.ts';
import type { CityView } from '../city/city-view.ts';
import type { SiteIndex } from '../city/site-index.ts';
import { findSites, readSiteStates, SITE_STATES, type SiteStates } from '../city/site-states.ts';
import { isRestricted } from '../server/blur-places.ts';
import { cursorParameter, renderCursor } from './cursor.ts';
import { formatParameter, type List, type Table } from './list.ts';
import { filterParameters, type KnownIn, limitParameter, oneOf, parseParameters } from './parameters.ts';

/** The id of the last site of the page before. */
export const siteCursor = cursorParameter(z.tuple([z.string()]));

export const siteListParameters = (known: KnownIn) => ({
  limit: limitParameter,
  cursor: siteCursor,
  format: formatParameter,
  ...siteParameters(known),
});

export function siteParameters(known: KnownIn) {
  const { area, district } = filterParameters(known);
  return { state: oneOf(SITE_STATES).optional(), kind: oneOf(SITE_KINDS).optional(), area, district };
}

/** One page of sites in the order of their ids, or all of them as a file. */
export function listSites(view: CityView, index: SiteIndex, search: URLSearchParams): List {
  const { limit, cursor, format, ...filter } = parseParameters(search, siteListParameters(view));
  const states = readSiteStates(view, index);
  const matching = findSites(index, states, filter);
  const describe = (site: number) => describeSite(index, states, site);
  if (format !== 'json') return { format, table: siteTable(matching, describe) };
  const { page, next } = pageOfSites(index, matching, { limit, after: cursor?.[0] });
  const at = apiTime(view.atMs, view.shown.settings.city.timeZone);
  const body = {
    at,
    total: matching.length,
    items: page.flatMap((site) => describe(site) ?? []),
    next: next ?? null,
  };
  return { format, body };
}

export function pageOfSites(
  { ids }: SiteIndex,
  matching: readonly number[],
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): { readonly page: readonly number[]; readonly next: string | undefined } {
  const from = after === undefined ? 0 : matching.findIndex((site) => (ids[site] ?? '') > after);
  const rest = from < 0 ? [] : matching.slice(from);
  const page = rest.slice(0, limit);
  const last = ids[page.at(-1) ?? -1];
  return { page, next: last !== undefined && page.length < rest.length ? renderCursor([last]) : undefined };
}

type Described = ReturnType<typeof describeSite>;

function describeSite({ placeAt }: SiteIndex, states: SiteStates, number: number) {
  const place = placeAt(number);
  if (place === undefined) return undefined;
  const { site, area, district } = place;
  return {
    id: site.id,
    name: isRestricted(site) ? null : site.name,
    kind: site.kind,
    purpose: site.purpose,
    secrecy: site.secrecy,
    state: states.stateOf(number),
    devices: states.total[number] ?? 0,
    down: states.down[number] ?? 0,
    degraded: states.degraded[number] ?? 0,
    address: site.address ?? null,
    longitude: site.longitude ?? null,
    latitude: site.latitude ?? null,
    area: { id: area.id, name: area.name },
    district: { id: district.id, name: district.name },
  };
}

const HEAD = [
  ...['id', 'name', 'kind', 'purpose', 'secrecy', 'state', 'devices', 'down', 'degraded'],
  ...['address', 'longitude', 'latitude', 'district', 'area'],
];

const siteTable = (matching: readonly number[], describe: (site: number) => Described): Table => ({
  head: HEAD,
  size: matching.length,
  rowsOf: (from, to) =>
    matching.slice(from, to).flatMap((number) => {
      const site = describe(number);
      return site ? [cellsOf(site)] : [];
    }),
});

function cellsOf({ area, district, ...site }: NonNullable<Described>): readonly string[] {
  const { id, name, kind, purpose, secrecy, state, devices, down, degraded } = site;
  return [
    ...[id, name, kind, purpose, secrecy, state, devices, down, degraded],
    ...[site.address, site.longitude, site.latitude, district.id, area.id],
  ].map((cell) => String(cell ?? ''));
}
