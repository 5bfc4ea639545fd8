import type { LinkTraffic } from '../../availability/traffic/p95.ts';
import { MEDIA } from '../../core/domain/inventory.ts';
import { renderCursor } from '../api/cursor.ts';
import { type LinkFilter, matchesLink } from '../api/list-links.ts';
import {
  compareLinks,
  LINK_STATES,
  type LinkFigures,
  type LinkKey,
  type TodayOf,
} from '../city/link-figures.ts';
import { type Html, html } from './frame/html.ts';
import { describeBusiestP95 } from './frame/p95-words.ts';
import { clip, describeReason, linkTo, type PageContext } from './frame/page-context.ts';
import { areaLink } from './frame/place-links.ts';
import { countAlike, countFacets, type FacetGroup } from './panels/facets.ts';
import { renderLinkState } from './panels/link-state.ts';
import { renderListPage } from './panels/list-panels.ts';
import { namedBy, placeFacets } from './panels/place-facets.ts';
import { describeErrors } from './panels/ports-panel.ts';
import { renderUse } from './panels/use-bar.ts';

const MOST_LINKS = 100;

export interface LinksPageSources {
  /** In their order. */
  readonly all: readonly LinkFigures[];
  readonly todayOf: TodayOf;
  /** The last of the page before. */
  readonly after: LinkKey | undefined;
}

/** All links with what goes through them: what is down or saturated first, then the fullest. */
export function renderLinksPage(
  context: PageContext,
  choice: LinkFilter,
  { all, todayOf, after }: LinksPageSources,
): Html {
  const { messages, formats } = context;
  const { linkPage } = messages;
  const found = all.filter((figures) => matchesLink(figures, choice));
  const rest = after === undefined ? found : found.filter((figures) => compareLinks(figures, after) > 0);
  const page = rest.slice(0, MOST_LINKS);
  const last = page.length < rest.length ? page.at(-1) : undefined;
  return renderListPage(context, {
    ...{ path: '/links', heading: linkPage.heading, choice: { ...choice }, hint: linkPage.p95Hint },
    count: linkPage.count(formats.count(found.length)),
    groups: groupFacets(context, all, choice),
    ...{ file: '/api/v1/links', part: 'links', none: linkPage.none, isFirst: after === undefined },
    next: last && renderCursor([last.state, last.usedRatio ?? -1, last.link.id]),
    table: page.length === 0 ? undefined : renderTable(context, page, todayOf),
  });
}

function renderTable(context: PageContext, page: readonly LinkFigures[], todayOf: TodayOf): Html {
  const { linkPage, devicePage } = context.messages;
  const today = todayOf(page.map(({ link }) => link.id));
  return html`<div class="scroll"><table><thead><tr><th scope="col">${devicePage.state}</th><th scope="col">${linkPage.link}</th><th scope="col" class="minor">${linkPage.place}</th><th scope="col" class="minor">${linkPage.carrier}</th><th scope="col" class="number">${linkPage.incoming}</th><th scope="col" class="number minor">${linkPage.outgoing}</th><th scope="col">${linkPage.share}</th><th scope="col" class="number">${linkPage.p95Today}</th><th scope="col" class="number minor">${linkPage.errors}</th></tr></thead>
<tbody>${page.map((figures) => renderRow(context, figures, today.get(figures.link.id)))}</tbody></table></div>`;
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

function groupFacets(
  context: PageContext,
  all: readonly LinkFigures[],
  choice: LinkFilter,
): readonly FacetGroup[] {
  const { messages, view } = context;
  const { linkPage, devicePage, listsPage } = messages;
  const { contractors } = view.shown.inventory;
  const counted = countAlike(all, ({ state, area, district, link }) => ({
    ...{ state, area: area.id, district: district.id, medium: link.medium, carrier: link.carrier },
  }));
  const faceted = { path: '/links', counted, choice: { ...choice } };
  const [states, media]: Readonly<Record<string, string>>[] = [linkPage.states, linkPage.media];
  return [
    countFacets(faceted, {
      ...{ trait: 'state', heading: devicePage.state, order: LINK_STATES },
      nameOf: (state) => states?.[state] ?? state,
    }),
    ...placeFacets(context, faceted),
    countFacets(faceted, {
      trait: 'carrier',
      heading: listsPage.byCarrier,
      nameOf: namedBy(context, contractors),
    }),
    countFacets(faceted, {
      ...{ trait: 'medium', heading: listsPage.byMedium, order: MEDIA },
      nameOf: (medium) => media?.[medium] ?? medium,
    }),
  ];
}
