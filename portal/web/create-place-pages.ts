import { chooseSpots } from '../api/list-blind-spots.ts';
import { matchesFilter } from '../api/list-findings.ts';
import { parseParameters } from '../api/parameters.ts';
import { quote, RequestError } from '../api/request-error.ts';
import type { BlindSpot } from '../city/blind-spots.ts';
import type { CityPart } from '../city/city-part.ts';
import { calledForMany } from '../city/contracts-of.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import { devicesAt, devicesOf, gatherPlace } from '../city/place-figures.ts';
import type { StandingIncidents } from '../city/standing-incidents.ts';
import { type ListedFinding, readInFull } from '../city/visible-findings.ts';
import { isWhole, placeOf, type VisibleLink } from '../city/visible-fleet.ts';
import { isRestricted } from '../server/blur-places.ts';
import { html, renderHtml } from './frame/html.ts';
import { type LookOptions, LookParameters } from './frame/look.ts';
import { clip, linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { areaLink, siteName } from './frame/place-links.ts';
import { describeBlind } from './panels/blind-words.ts';
import { listPath } from './panels/facets.ts';
import { type PlacePage, renderPlacePage } from './place-page.ts';

export interface PlaceOptions extends LookOptions {
  readonly learnt: LearntSource;
  readonly standingIncidentsIn: (part: CityPart) => StandingIncidents;
}

/** What was found and is not gone, and where no camera is known to work. */
interface PlaceSources {
  readonly standing: readonly ListedFinding[];
  readonly blind: () => readonly BlindSpot[];
}

/** Pages by the id of what they are about, and the query of their address. */
type DrawPlace = (id: string, search: URLSearchParams, sources: PlaceSources) => string;

export type PlacePages = Readonly<Record<'site' | 'area' | 'agency', DrawPlace>>;

const MAX_FINDINGS = 20;

export function createPlacePages(options: PlaceOptions): PlacePages {
  const { contextFor, languageOf } = options;
  const drawer =
    (path: string, tell: (context: PageContext, id: string) => Told | undefined): DrawPlace =>
    (id, search, sources) => {
      const { lang, theme } = parseParameters(search, LookParameters);
      const context = contextFor(`/${path}/${encodeURIComponent(id)}`, languageOf(lang), theme);
      const told = tell(context, id);
      if (told === undefined)
        throw new RequestError('PORTAL_NOT_FOUND', `no such address: ${quote(`/${path}/${id}`)}`);
      return renderHtml(renderPlacePage(context, completePage(context, told, { ...options, ...sources })));
    };
  return {
    site: drawer('sites', tellSite),
    area: drawer('areas', tellArea),
    agency: drawer('agencies', tellAgency),
  };
}

/** What a page is made of that differs from kind to kind. */
type Told = Pick<PlacePage, 'name' | 'id' | 'facts' | 'filter' | 'lists' | 'reached'> & {
  readonly devices: Uint32Array;
  readonly isOwn: (visible: VisibleLink) => boolean;
  readonly isFound: (finding: ListedFinding) => boolean;
};

function completePage(
  context: PageContext,
  { devices, isOwn, isFound, ...told }: Told,
  { learnt, standing, blind, standingIncidentsIn }: PlaceOptions & PlaceSources,
): PlacePage {
  const { view } = context;
  const figures = gatherPlace(view, devices, isOwn);
  const found = standing.filter(isFound);
  return {
    ...{ ...told, figures },
    facts: [...told.facts, ...tellBlind(context, told.filter, blind())],
    incidents: standingIncidentsIn(figures.part),
    called: calledForMany(view, devices, figures.lines),
    findings: readInFull(view, learnt, { open: true }, found.slice(0, MAX_FINDINGS)),
    findingsTotal: found.length,
  };
}

/** How many places of a ward or an agency are blind; of a site its cameras say so. */
function tellBlind(
  context: PageContext,
  { area, agency }: Told['filter'],
  spots: readonly BlindSpot[],
): Told['facts'] {
  if (area === undefined && agency === undefined) return [];
  const text = describeBlind(context, chooseSpots(spots, { area, agency }));
  const path = linkTo(context, listPath('/blind-spots', { area, agency }));
  return [[context.messages.blindPage.heading, html`<a href="${path}">${text}</a>`]];
}

function tellSite(context: PageContext, id: string): Told | undefined {
  const { messages, view } = context;
  const { fleet, shown } = view;
  const place = placeOf(shown.inventory, shown.inventory.sites.get(id), fleet.sight);
  const devices = devicesAt(view, id);
  const isOwn = ({ link }: VisibleLink) => link.far === `site:${id}`;
  const isHere = isWhole(fleet.sight) || devices.length > 0 || fleet.links.some(isOwn);
  if (place === undefined || !isHere) return undefined;
  const { site, area, district } = place;
  const { placePage, devicePage } = messages;
  const entities = new Set<string>(fleet.first(devices).map(({ entity }) => entity));
  return {
    name: siteName(context, place),
    id: clip(id),
    facts: [
      ...(isRestricted(site) ? [[devicePage.site, devicePage.restricted] as const] : []),
      [placePage.kind, placePage.siteKinds[site.kind]],
      [placePage.purpose, placePage.purposes[site.purpose]],
      ...(site.address === undefined || isRestricted(site)
        ? []
        : [[placePage.address, clip(site.address)] as const]),
      [messages.area, areaLink(context, area)],
      [messages.district, districtLink(context, district)],
    ],
    filter: { site: id },
    lists: ['devices'],
    ...{ devices, isOwn, reached: fleet.first(devices).find(({ device }) => device.upstreams.length > 0) },
    isFound: ({ entity }) => entities.has(entity),
  };
}

function tellArea(context: PageContext, id: string): Told | undefined {
  const { messages, view } = context;
  const { fleet, shown } = view;
  const area = shown.inventory.areas.get(id);
  const district = area && shown.inventory.districts.get(area.district);
  const devices = devicesOf(fleet, { area: id });
  const isOwn = (visible: VisibleLink) => visible.area.id === id;
  const isHere = isWhole(fleet.sight) || devices.length > 0 || fleet.links.some(isOwn);
  if (area === undefined || district === undefined || !isHere) return undefined;
  return {
    name: nameOf(context, area),
    id: clip(id),
    facts: [
      [messages.placePage.code, area.code],
      [messages.district, districtLink(context, district)],
    ],
    filter: { area: id },
    lists: ['devices', 'links', 'findings'],
    ...{ devices, isOwn, reached: undefined },
    isFound: (finding) => matchesFilter(finding, { area: id }),
  };
}

function tellAgency(context: PageContext, id: string): Told | undefined {
  const { messages, view } = context;
  const agency = view.shown.inventory.agencies.get(id);
  const devices = devicesOf(view.fleet, { agency: id });
  if (agency === undefined || !(isWhole(view.fleet.sight) || devices.length > 0)) return undefined;
  const { placePage } = messages;
  return {
    name: nameOf(context, agency),
    id: clip(id),
    facts: [[placePage.kind, placePage.agencyKinds[agency.kind]]],
    filter: { agency: id },
    lists: ['devices', 'findings'],
    ...{ devices, reached: undefined },
    isOwn: () => false,
    isFound: (finding) => matchesFilter(finding, { agency: id }),
  };
}

const districtLink = (
  context: PageContext,
  district: Parameters<typeof nameOf>[1] & { readonly id: string },
) =>
  html`<a href="${linkTo(context, `/?district=${encodeURIComponent(district.id)}`)}">${nameOf(context, district)}</a>`;
