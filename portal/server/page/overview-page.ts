import type { Cartogram } from '../../../core/cartogram/build-cartogram.ts';
import { type Html, html } from '../html.ts';
import type { StandingIncidents } from '../incidents/standing-incidents.ts';
import { renderCauseList } from './cause-list.ts';
import { renderCityMap } from './city-map.ts';
import { type CountRow, renderCountTable } from './count-table.ts';
import { renderHealthStrip } from './health-strip.ts';
import { renderIncidents } from './incident-list.ts';
import { renderLayout } from './layout.ts';
import { linkTo, nameOf, type PageContext } from './page-context.ts';
import { renderTiles } from './tiles.ts';

/** The city at a glance. */
export function renderOverviewPage(
  context: PageContext,
  cartogram: Cartogram,
  incidents: StandingIncidents,
): Html {
  const { messages, formats, view } = context;
  return renderLayout(
    context,
    messages.pageTitle,
    html`${renderTiles(context)}${renderHealthStrip(context)}
<div class="columns">
${renderIncidents(context, incidents)}
${renderCityMap(context, cartogram)}
${renderCauseList(context, view.causes)}
${renderCountTable(context, {
  heading: messages.districtHeading,
  firstColumn: messages.district,
  part: 'districts',
  rows: districtRows(context),
})}
</div>
<footer class="foot" data-part="foot">${view.notWatched > 0 && html`<p>${messages.notWatched(formats.count(view.notWatched))}</p>`}</footer>`,
  );
}

function districtRows(context: PageContext): CountRow[] {
  const { view, messages } = context;
  const rows: CountRow[] = [...view.districts.values()].map(({ district, ...counts }) => ({
    name: nameOf(context, district),
    href: linkTo(context, `/?district=${encodeURIComponent(district.id)}`),
    counts,
  }));
  rows.push({ name: messages.totalRow, counts: view.totals, emphasis: 'total' });
  return rows;
}
