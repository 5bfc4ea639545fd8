import { upFirst } from '../../alerts/notifications/messages/words/incident-words.ts';
import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause } from '../../alerts/notifications/messages/words/root-words.ts';
import type { Found, SearchResult } from '../city/search.ts';
import { publicWords } from '../city/tell-incidents.ts';
import { isRestricted } from '../server/blur-places.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import { clip, linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { renderLayout } from './layout.ts';

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

function renderFound(context: PageContext, { incidents, districts, links, devices }: SearchResult): Html {
  const { messages, view, formats } = context;
  const isNothing = [incidents, districts, links, devices].every(({ items }) => items.length === 0);
  if (isNothing) return html`<div class="found"><p class="quiet">${messages.search.none}</p></div>`;
  const words = publicWords(view, messages.language);
  const groups = [
    renderKind(
      context,
      messages.sections.incidents,
      incidents,
      ({ id, number = '', summary, resolvedMs, openedMs }) => ({
        path: `/incidents/${encodeURIComponent(id)}`,
        icon: renderIcon(resolvedMs === undefined ? 'down' : 'up'),
        name: `${number} · ${clip(upFirst(nameCause(viewRoot(summary.root, words.city), words)))}`,
        places: [formats.fullTime(openedMs)],
      }),
    ),
    renderKind(context, messages.district, districts, (district) => ({
      path: `/?district=${encodeURIComponent(district.id)}`,
      name: nameOf(context, district),
      places: [],
    })),
    renderKind(context, messages.links, links, ({ link, area }) => ({
      path: `/links/${encodeURIComponent(link.id)}`,
      icon: renderIcon(view.linkConditions.get(link.id)?.state ?? 'unknown'),
      name: clip(link.name),
      places: [link.id, nameOf(context, area)],
    })),
    renderKind(context, messages.device, devices, ({ device, site, area }) => ({
      path: `/devices/${encodeURIComponent(device.id)}`,
      icon: renderIcon(view.conditions.get(device.id)?.state ?? 'unknown'),
      name: clip(device.name),
      places: [device.id, ...(isRestricted(site) ? [] : [clip(site.name)]), nameOf(context, area)],
    })),
  ];
  return html`<div class="found">${groups}</div>`;
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
