import type { ShownState } from '../../city/count-traits.ts';
import type { PlaceFigures } from '../../city/place-figures.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { isBlind, linkTo, type PageContext } from '../frame/page-context.ts';
import { listPath } from './facets.ts';

/** How many devices are in which state, and of which kind; each number leads to the list of just these. */
export function renderPlaceCounts(
  context: PageContext,
  { devices, byState, byKind }: PlaceFigures,
  filter: Readonly<Record<string, string>>,
): Html {
  const { messages, formats } = context;
  const { placePage } = messages;
  const word = (state: ShownState) =>
    state === 'out-of-service' ? messages.listsPage.outOfService : messages.states[state];
  const to = (more: Readonly<Record<string, string>>) =>
    linkTo(context, listPath('/devices', { ...filter, ...more }));
  return html`<section class="panel place-counts ${isBlind(context) && 'is-stale'}" data-part="counts">
<header><h2>${placePage.counts}</h2><p>${messages.devicesPage.count(formats.count(devices.length))}</p></header>
${devices.length === 0 && html`<p class="quiet">${placePage.nothingHere}</p>`}
<ul class="by-state">${[...byState].map(([state, count]) => html`<li><a href="${to({ state })}">${state !== 'out-of-service' && renderIcon(state)}<b>${formats.count(count)}</b> ${word(state)}</a></li>`)}</ul>
<ul class="by-kind">${[...byKind].map(([kind, { total, down }]) => html`<li class="${down > 0 && 'has-lost'}"><a href="${to({ kind })}">${messages.kinds[kind]} <b>${placePage.lostOf(formats.count(down), formats.count(total))}</b></a></li>`)}</ul>
</section>`;
}
