import type { Cartogram } from '../../core/cartogram/build-cartogram.ts';
import type { BlindSpot } from '../city/blind-spots.ts';
import type { PlaceCounts } from '../city/city-tally.ts';
import type { StandingIncidents } from '../city/standing-incidents.ts';
import { isWhole } from '../city/visible-fleet.ts';
import { type Html, html } from './frame/html.ts';
import { linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { renderLayout } from './layout.ts';
import { renderCityMap } from './panels/city-map.ts';
import { type CountRow, renderCountTable } from './panels/count-table.ts';
import { renderHealthStrip } from './panels/health-strip.ts';
import { renderIncidents } from './panels/incident-list.ts';
import { renderTiles } from './panels/tiles.ts';
import { viewsPlace } from './panels/views-panel.ts';
import { WAITING_PLACE } from './panels/waiting-panel.ts';

/** The city at a glance. */
export function renderOverviewPage(
  context: PageContext,
  cartogram: Cartogram,
  { incidents, blind }: { readonly incidents: StandingIncidents; readonly blind: readonly BlindSpot[] },
): Html {
  const { messages, formats, view } = context;
  return renderLayout(
    context,
    messages.pageTitle,
    html`${renderTiles(context, blind)}${renderHealthStrip(context)}${WAITING_PLACE}
<div class="columns">
${renderIncidents(context, incidents, view.downNow())}
${renderCityMap(context, cartogram)}
${renderCountTable(context, {
  heading: messages.districtHeading,
  firstColumn: messages.district,
  part: 'districts',
  rows: districtRows(context),
})}
</div>
${viewsPlace()}
<footer class="foot" data-part="foot">${view.notWatched > 0 && html`<p><a href="${linkTo(context, '/health')}">${messages.notWatched(formats.count(view.notWatched))}</a></p>`}</footer>`,
  );
}

function districtRows(context: PageContext): CountRow[] {
  const { view, messages } = context;
  const isOfCity = isWhole(view.fleet.sight);
  const all = [...view.districts.values()];
  // Of most districts whoever sees their own has nothing.
  const shown = isOfCity ? all : all.filter(hasSome);
  const rows: CountRow[] = shown.map(({ district, ...counts }) => ({
    name: nameOf(context, district),
    href: linkTo(context, `/?district=${encodeURIComponent(district.id)}`),
    counts,
  }));
  rows.push({
    name: isOfCity ? messages.totalRow : messages.ownRow,
    counts: view.totals,
    emphasis: 'total',
  });
  return rows;
}

const hasSome = ({ byKind, links }: PlaceCounts): boolean =>
  links.total > 0 || Object.values(byKind).some(({ total }) => total > 0);
