import { SITE_KINDS } from '../../core/domain/inventory.ts';
import { pageOfSites } from '../api/list-sites.ts';
import type { SiteIndex } from '../city/site-index.ts';
import {
  findSites,
  readSiteStates,
  SITE_STATES,
  type SiteFilter,
  type SiteState,
  type SiteStates,
  siteGroup,
} from '../city/site-states.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import { clip, nameOf, type PageContext } from './frame/page-context.ts';
import { areaLink, siteLink } from './frame/place-links.ts';
import { countAlike, countFacets, type FacetGroup } from './panels/facets.ts';
import { renderListPage } from './panels/list-panels.ts';
import { placeFacets } from './panels/place-facets.ts';

const MOST_SITES = 100;

/** All sites by the worst of their devices, with how many are lost. */
export function renderSitesPage(
  context: PageContext,
  choice: SiteFilter,
  { index, after }: { readonly index: SiteIndex; readonly after: string | undefined },
): Html {
  const { messages, formats, view } = context;
  const { listsPage, placePage } = messages;
  const states = readSiteStates(view, index);
  const found = findSites(index, states, choice);
  const { page, next } = pageOfSites(index, found, { limit: MOST_SITES, after });
  const head = [
    ...[messages.devicePage.state, placePage.site, messages.area, messages.district],
    ...[placePage.kind, listsPage.devices, listsPage.degraded],
  ];
  return renderListPage(context, {
    ...{ path: '/sites', heading: messages.sections.sites, choice: { ...choice }, next },
    count: listsPage.sites(formats.count(found.length)),
    groups: groupFacets(context, choice, { index, states }),
    ...{ file: '/api/v1/sites', part: 'sites', none: listsPage.noSites, isFirst: after === undefined },
    table:
      page.length === 0
        ? undefined
        : html`<div class="scroll"><table class="stack"><thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${page.map((site) => renderRow(context, site, { index, states }))}</tbody></table></div>`,
  });
}

interface Sites {
  readonly index: SiteIndex;
  readonly states: SiteStates;
}

function renderRow(context: PageContext, number: number, { index, states }: Sites): Html | undefined {
  const { messages, formats } = context;
  const { placePage, listsPage } = messages;
  const place = index.placeAt(number);
  if (place === undefined) return undefined;
  const { site, area, district } = place;
  const state = states.stateOf(number);
  const [total, down, degraded] = [states.total, states.down, states.degraded].map((one) => one[number] ?? 0);
  const lost = placePage.lostOf(formats.count(down ?? 0), formats.count(total ?? 0));
  return html`<tr><td><span class="state">${state !== 'empty' && renderIcon(state)}${stateName(context, state)}</span></td><td class="wide">${siteLink(context, place)} <span><bdi>${clip(site.id)}</bdi></span></td><td>${areaLink(context, area)}</td><td>${nameOf(context, district)}</td><td>${placePage.siteKinds[site.kind]}</td><td data-label="${listsPage.devices}">${total === 0 ? '–' : lost}</td><td data-label="${listsPage.degraded}">${degraded === 0 ? '–' : formats.count(degraded ?? 0)}</td></tr>`;
}

const stateName = ({ messages }: PageContext, state: SiteState): string =>
  state === 'empty' ? messages.listsPage.empty : messages.states[state];

function groupFacets(
  context: PageContext,
  choice: SiteFilter,
  { index, states }: Sites,
): readonly FacetGroup[] {
  const { list, devicePage, placePage } = context.messages;
  const counted = countAlike(index.ids.keys(), (site) => ({
    state: states.stateOf(site),
    ...siteGroup(index, site),
  }));
  const faceted = { path: '/sites', counted, choice: { ...choice } };
  const names: Readonly<Record<string, string>> = placePage.siteKinds;
  const isState = (state: string): state is SiteState => SITE_STATES.some((one) => one === state);
  return [
    countFacets(faceted, {
      ...{ trait: 'state', heading: devicePage.state, order: SITE_STATES },
      nameOf: (state) => (isState(state) ? stateName(context, state) : state),
    }),
    countFacets(faceted, {
      ...{ trait: 'kind', heading: list.byKind, order: SITE_KINDS },
      nameOf: (kind) => names[kind] ?? kind,
    }),
    ...placeFacets(context, faceted),
  ];
}
