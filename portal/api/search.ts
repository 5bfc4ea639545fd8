import { z } from 'zod';
import { apiTime } from '../../core/language/formats.ts';
import type { CityView } from '../city/city-view.ts';
import type { Found } from '../city/found.ts';
import type { Search, SearchResult } from '../city/search.ts';
import { isRestricted } from '../server/blur-places.ts';
import { describeFindingAsJson } from './finding-json.ts';
import { describeIncident } from './incident-json.ts';
import { parseParameters } from './parameters.ts';

const MOST_LETTERS = 100;
const MOST = 50;
const USUAL = 10;

export const queryParameter = z
  .string()
  .max(MOST_LETTERS, `expected at most ${MOST_LETTERS} letters`)
  .default('');

export const searchParameters = {
  q: queryParameter,
  limit: z
    .string()
    .regex(/^\d{1,2}$/, `expected a number from 1 to ${MOST}`)
    .transform(Number)
    .refine((count) => count >= 1 && count <= MOST, `expected a number from 1 to ${MOST}`)
    .default(USUAL)
    .describe(`how many of each kind, ${MOST} at most`),
};

/** `/api/v1/search`: the best of each kind by what was typed, with how much there is. */
export async function answerSearch(view: CityView, parameters: URLSearchParams, search: Search) {
  const { q, limit } = parseParameters(parameters, searchParameters);
  const find = await search(view);
  return () => describeFound(view, find(q, limit));
}

function describeFound(view: CityView, found: SearchResult) {
  const { incidents, districts, areas, agencies, contracts, sites, links, devices, findings } = found;
  return {
    at: apiTime(view.atMs, view.shown.settings.city.timeZone),
    incidents: tell(incidents, (incident) => describeIncident(view, incident)),
    districts: tell(districts, ({ id, name }) => ({ id, name })),
    areas: tell(areas, ({ id, name }) => ({ id, name })),
    agencies: tell(agencies, ({ id, name }) => ({ id, name })),
    contracts: tell(contracts, ({ id, name, number, contractor, agency }) => ({
      ...{ id, name, contractor },
      number: number ?? null,
      agency: agency ?? null,
    })),
    sites: tell(sites, ({ site, area }) => ({
      id: site.id,
      name: isRestricted(site) ? null : site.name,
      area: area.name,
    })),
    links: tell(links, ({ link, area }) => ({
      id: link.id,
      name: link.name,
      state: view.linkConditions.get(link.id)?.state ?? 'out-of-service',
      area: area.name,
    })),
    devices: tell(devices, ({ device, site, area }) => ({
      id: device.id,
      name: device.name,
      kind: device.kind,
      state: view.conditions.get(device.id)?.state ?? 'out-of-service',
      site: isRestricted(site) ? null : site.name,
      area: area.name,
    })),
    findings: tell(findings, (finding) => describeFindingAsJson(view, finding)),
  };
}

/** `total` is exact where `total_is_exact` says so; otherwise there are at least as many. */
function tell<Item, Told>({ items, total, isAll }: Found<Item>, toJson: (item: Item) => Told) {
  return { total, total_is_exact: isAll, items: items.map(toJson) };
}
