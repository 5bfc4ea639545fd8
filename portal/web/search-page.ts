import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause } from '../../alerts/notifications/messages/words/root-words.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { Found } from '../city/found.ts';
import type { SearchResult } from '../city/search.ts';
import { publicWords } from '../city/tell-incidents.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import { clip, linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { siteName } from './frame/place-links.ts';
import { renderLayout } from './layout.ts';
import { listPath } from './panels/facets.ts';

/** So many of each kind; who types on needs fewer. */
export const MOST_FOUND = 20;

/** What was found by what was typed, each with its state and place. */
export function renderSearchPage(context: PageContext, query: string, found: SearchResult): Html {
  const { heading, about } = context.messages.search;
  const words = query.trim();
  return renderLayout(
    context,
    heading,
    html`<section class="panel" data-part="found">
<header><h2>${words === '' ? heading : about(clip(words))}</h2></header>
${renderFound(context, found)}
</section>`,
  );
}

function renderFound(context: PageContext, found: SearchResult): Html {
  const { messages } = context;
  const isNothing = Object.values(found).every(({ items }) => items.length === 0);
  if (isNothing) return html`<div class="found"><p class="quiet">${messages.search.none}</p></div>`;
  const { districts, areas, agencies, contracts, sites } = found;
  const groups = [
    renderIncidentsFound(context, found),
    renderKind(context, messages.placePage.agency, agencies, (agency) => ({
      ...pathAndName(context, 'agencies', agency),
      places: [clip(agency.id)],
    })),
    renderKind(context, messages.district, districts, (district) => ({
      path: `/?district=${encodeURIComponent(district.id)}`,
      name: nameOf(context, district),
      places: [],
    })),
    renderKind(context, messages.area, areas, (area) => ({
      ...pathAndName(context, 'areas', area),
      places: [],
    })),
    renderKind(context, messages.placePage.site, sites, (place) => ({
      path: `/sites/${encodeURIComponent(place.site.id)}`,
      name: siteName(context, place),
      places: [clip(place.site.id), nameOf(context, place.area)],
    })),
    renderKind(context, messages.placePage.contract, contracts, (contract) => ({
      // A contract has no page: whose it is has all of it.
      path: listPath('/devices', { contractor: contract.contractor, agency: contract.agency }),
      name: clip(contract.name),
      places: [clip(contract.number ?? contract.id)],
    })),
    renderNetworkFound(context, found),
    renderFindingsFound(context, found),
  ];
  return html`<div class="found">${groups}</div>`;
}

const pathAndName = (
  context: PageContext,
  kind: 'agencies' | 'areas',
  one: Parameters<typeof nameOf>[1] & { readonly id: string },
) => ({ path: `/${kind}/${encodeURIComponent(one.id)}`, name: nameOf(context, one) });

function renderIncidentsFound(context: PageContext, { incidents }: SearchResult): Html | undefined {
  const { messages, view, formats } = context;
  const words = publicWords(view, messages.language);
  return renderKind(
    context,
    messages.sections.incidents,
    incidents,
    ({ id, number, summary, resolvedMs, openedMs }) => ({
      path: `/incidents/${encodeURIComponent(id)}`,
      icon: renderIcon(resolvedMs === undefined ? 'down' : 'up'),
      name: [number, clip(upFirst(nameCause(viewRoot(summary.root, words.city), words)))]
        .filter(Boolean)
        .join(' · '),
      places: [formats.fullTime(openedMs)],
    }),
  );
}

function renderNetworkFound(
  context: PageContext,
  { links, devices }: SearchResult,
): readonly (Html | undefined)[] {
  const { messages, view } = context;
  return [
    renderKind(context, messages.links, links, ({ link, area }) => ({
      path: `/links/${encodeURIComponent(link.id)}`,
      icon: renderIcon(view.linkConditions.get(link.id)?.state ?? 'unknown'),
      name: clip(link.name),
      places: [clip(link.id), nameOf(context, area)],
    })),
    renderKind(context, messages.device, devices, ({ device, ...place }) => ({
      path: `/devices/${encodeURIComponent(device.id)}`,
      icon: renderIcon(view.conditions.get(device.id)?.state ?? 'unknown'),
      name: clip(device.name),
      places: [...new Set([clip(device.id), siteName(context, place), nameOf(context, place.area)])],
    })),
  ];
}

/** A finding has no page: what it is found at tells it. */
function renderFindingsFound(context: PageContext, { findings }: SearchResult): Html | undefined {
  const { messages } = context;
  return renderKind(context, messages.sections.findings, findings, ({ code, device, link }) => {
    const place = device ?? link;
    const name = device?.device.name ?? link?.link.name ?? '';
    return {
      path: device
        ? `/devices/${encodeURIComponent(device.device.id)}`
        : `/links/${encodeURIComponent(link?.link.id ?? '')}`,
      name: messages.findings.names[code],
      places: [clip(name), ...(place ? [nameOf(context, place.area)] : [])],
    };
  });
}

interface Row {
  readonly path: string;
  readonly icon?: Html;
  readonly name: string;
  readonly places: readonly string[];
}

function renderKind<Item>(
  context: PageContext,
  heading: string,
  { items, total, isAll }: Found<Item>,
  toRow: (item: Item) => Row,
): Html | undefined {
  if (items.length === 0) return undefined;
  const rest = total - items.length;
  const rows = items.map((item) => {
    const { path, icon, name, places } = toRow(item);
    const place = places.join(' · ');
    return html`<li><a href="${linkTo(context, path)}">${icon ?? html`<span></span>`}<bdi>${name}</bdi>${place !== '' && html`<span class="place"><bdi>${place}</bdi></span>`}</a></li>`;
  });
  return html`<h3>${heading}</h3><ul>${rows}</ul>${rest > 0 && html`<p class="rest">${context.messages.search.more(context.formats.count(rest), isAll)}</p>`}`;
}
