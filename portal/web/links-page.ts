import type { LinkTraffic } from '../../availability/traffic/p95.ts';
import { type LinkFilter, matchesLink } from '../api/list-links.ts';
import { LINK_STATES, type LinkFigures, type TodayOf } from '../city/link-figures.ts';
import { type Html, html } from './frame/html.ts';
import { describeBusiestP95 } from './frame/p95-words.ts';
import { clip, describeReason, isBlind, linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { areaLink } from './frame/place-links.ts';
import { renderLayout } from './layout.ts';
import { type Facet, listPath, renderFacets } from './panels/facets.ts';
import { renderHealthStrip } from './panels/health-strip.ts';
import { renderLinkState } from './panels/link-state.ts';
import { describeErrors } from './panels/ports-panel.ts';
import { renderUse } from './panels/use-bar.ts';

const MAX_LINKS = 300;

/** All links with what goes through them: what is down or saturated first, then the fullest. */
export function renderLinksPage(
  context: PageContext,
  all: readonly LinkFigures[],
  choice: Omit<LinkFilter, 'carrier'>,
  todayOf: TodayOf,
): Html {
  const { messages, formats } = context;
  const { linkPage } = messages;
  const shown = all.filter((figures) => matchesLink(figures, choice));
  const told = shown.slice(0, MAX_LINKS);
  const rest = shown.length - told.length;
  const today = todayOf(told.map(({ link }) => link.id));
  return renderLayout(
    context,
    linkPage.heading,
    html`${renderHealthStrip(context)}
<section class="panel facets" data-part="facets">
<header><h2>${linkPage.count(formats.count(shown.length))}</h2></header>
<div class="facet-row">
${renderFacets(context, messages.devicePage.state, stateFacets(context, all, choice))}
${renderFacets(context, messages.district, districtFacets(context, all, choice))}
</div>
</section>
<section class="panel table links ${isBlind(context) && 'is-stale'}" data-part="links">
<header><h2>${linkPage.heading}</h2><p>${linkPage.p95Hint}</p></header>
${shown.length === 0 && html`<p class="quiet">${linkPage.none}</p>`}
${
  shown.length > 0 &&
  html`<div class="scroll"><table><thead><tr><th scope="col">${messages.devicePage.state}</th><th scope="col">${linkPage.link}</th><th scope="col" class="minor">${linkPage.place}</th><th scope="col" class="minor">${linkPage.carrier}</th><th scope="col" class="number">${linkPage.incoming}</th><th scope="col" class="number minor">${linkPage.outgoing}</th><th scope="col">${linkPage.share}</th><th scope="col" class="number">${linkPage.p95Today}</th><th scope="col" class="number minor">${linkPage.errors}</th></tr></thead>
<tbody>${told.map((figures) => renderRow(context, figures, today.get(figures.link.id)))}</tbody></table></div>`
}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`,
  );
}

function renderRow(context: PageContext, figures: LinkFigures, today: readonly LinkTraffic[] = []): Html {
  const { formats, view } = context;
  const { link, area, condition } = figures;
  const traffic = figures.isTrafficOld ? undefined : figures.traffic;
  const carrier = link.carrier === undefined ? undefined : view.shown.inventory.contractors.get(link.carrier);
  const rate = (bitsPerSecond: number | undefined) =>
    bitsPerSecond === undefined ? '–' : formats.bitRate(bitsPerSecond);
  const reason = condition.reason === undefined ? '' : describeReason(context, condition.reason);
  return html`<tr><td title="${reason}">${renderLinkState(context, figures.state)}</td><td class="wide"><a href="${linkTo(context, `/links/${encodeURIComponent(link.id)}`)}"><bdi>${clip(link.name)}</bdi></a></td><td class="minor">${areaLink(context, area)}</td><td class="minor">${carrier ? clip(carrier.name, 40) : '–'}</td><td class="number">${rate(traffic?.inBitsPerSecond)}</td><td class="number minor">${rate(traffic?.outBitsPerSecond)}</td><td>${renderUse(context, figures)}</td><td class="number">${describeBusiestP95(context, today)}</td><td class="number minor">${describeErrors(context, traffic)}</td></tr>`;
}

function stateFacets(
  context: PageContext,
  all: readonly LinkFigures[],
  { state, ...others }: Omit<LinkFilter, 'carrier'>,
): readonly Facet[] {
  const counted = Map.groupBy(
    all.filter((figures) => matchesLink(figures, others)),
    (figures) => figures.state,
  );
  return LINK_STATES.filter((one) => counted.has(one) || one === state).map((one) => ({
    label: context.messages.linkPage.states[one],
    count: counted.get(one)?.length ?? 0,
    isChosen: one === state,
    path: listPath('/links', { ...others, state: one === state ? undefined : one }),
  }));
}

function districtFacets(
  context: PageContext,
  all: readonly LinkFigures[],
  { district, ...others }: Omit<LinkFilter, 'carrier'>,
): readonly Facet[] {
  const counted = Map.groupBy(
    all.filter((figures) => matchesLink(figures, others)),
    (figures) => figures.district.id,
  );
  return [...context.view.shown.inventory.districts.values()]
    .filter(({ id }) => counted.has(id) || id === district)
    .map((one) => ({
      label: nameOf(context, one),
      count: counted.get(one.id)?.length ?? 0,
      isChosen: one.id === district,
      path: listPath('/links', { ...others, district: one.id === district ? undefined : one.id }),
    }));
}
