import type { VisibleLink } from '../../city/visible-fleet.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { clip, describeReason, linkTo, type PageContext } from '../frame/page-context.ts';
import { telephoneLink } from '../frame/place-links.ts';

const MAX_LINES = 20;

/** Lines with what one says on the telephone about them. */
export function renderLines(
  context: PageContext,
  lines: readonly VisibleLink[],
  path: string | undefined,
): Html {
  const { messages, formats } = context;
  const { placePage, linkPage } = messages;
  const rest = lines.length - MAX_LINES;
  return html`<section class="panel table lines" data-part="lines">
<header><h2>${placePage.lines}</h2><p>${formats.count(lines.length)}</p></header>
${lines.length === 0 && html`<p class="quiet">${placePage.noLines}</p>`}
${lines.length > 0 && html`<div class="scroll"><table class="stack"><thead><tr><th scope="col">${messages.devicePage.state}</th><th scope="col">${linkPage.link}</th><th scope="col">${linkPage.carrier}</th><th scope="col">${linkPage.circuit}</th><th scope="col">${placePage.telephone}</th></tr></thead><tbody>${lines.slice(0, MAX_LINES).map((line) => renderLine(context, line))}</tbody></table></div>`}
${(rest > 0 || path !== undefined) && html`<p class="rest">${rest > 0 && `${messages.andMore(formats.count(rest))} · `}${path !== undefined && html`<a href="${linkTo(context, path)}">${linkPage.heading}</a>`}</p>`}
</section>`;
}

function renderLine(context: PageContext, { link }: VisibleLink): Html {
  const { messages, view } = context;
  const { placePage, linkPage } = messages;
  const carrier = view.shown.inventory.contractors.get(link.carrier ?? '');
  const hotline = link.hotline ?? carrier?.hotline;
  const { state = 'unknown', reason } = view.linkConditions.get(link.id) ?? {};
  return html`<tr><td><span class="state">${renderIcon(state)}${messages.states[state]}</span></td><td class="wide"><a href="${linkTo(context, `/links/${encodeURIComponent(link.id)}`)}"><bdi>${clip(link.name)}</bdi></a> ${reason !== undefined && html`<span>${describeReason(context, reason)}</span>`}</td><td data-label="${linkPage.carrier}">${carrier ? clip(carrier.name, 40) : '–'}</td><td data-label="${linkPage.circuit}">${link.circuit === undefined ? '–' : clip(link.circuit, 40)}</td><td data-label="${placePage.telephone}">${hotline === undefined ? '–' : telephoneLink(hotline)}</td></tr>`;
}
