import type { District } from '../../core/domain/inventory.ts';
import type { PlaceCounts } from '../city/city-tally.ts';
import type { CityView } from '../city/city-view.ts';
import type { DownNow } from '../city/down-now.ts';
import type { StandingIncidents } from '../city/standing-incidents.ts';
import type { VisibleDevice } from '../city/visible-fleet.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import {
  clip,
  describeEdge,
  describeReason,
  linkTo,
  nameOf,
  type PageContext,
} from './frame/page-context.ts';
import { renderLayout } from './layout.ts';
import { renderCountTable } from './panels/count-table.ts';
import { listPath } from './panels/facets.ts';
import { renderHealthStrip } from './panels/health-strip.ts';
import { renderIncidents } from './panels/incident-list.ts';

const MAX_DEVICES = 200;

/** One former district: its wards, what is down and in which incident, and every device that is not up. */
export function renderDistrictPage(
  context: PageContext,
  district: District,
  counts: PlaceCounts,
  incidents: StandingIncidents,
): Html {
  const { messages, view } = context;
  const wards = [...view.areas.values()].filter(({ area }) => area.district === district.id);
  return renderLayout(
    context,
    nameOf(context, district),
    html`${renderHealthStrip(context)}
<div class="columns is-two">
${renderCountTable(context, {
  heading: messages.districtPage.areas,
  firstColumn: messages.area,
  part: 'areas',
  rows: [
    ...wards.map(({ area, ...areaCounts }) => ({ name: nameOf(context, area), counts: areaCounts })),
    { name: nameOf(context, district), counts, emphasis: 'total' as const },
  ],
})}
${renderIncidents(context, incidents, lostIn(view, district))}
${renderTroubled(context, district)}
</div>`,
  );
}

/** What of the city is lost in a district: only its devices are listed there. */
function lostIn({ downNow, fleet }: CityView, { id }: District): DownNow {
  const isHere = (device: number) => fleet.groupOf(device)?.district === id;
  const { incidents, withheld, unassigned, unassignedLinks } = downNow();
  return {
    incidents: incidents.map((incident) => ({ ...incident, lost: incident.lost.filter(isHere) })),
    withheld: withheld.filter(isHere),
    unassigned: unassigned.filter(isHere),
    unassignedLinks: unassignedLinks.filter(({ district }) => district.id === id),
  };
}

function renderTroubled(context: PageContext, { id }: District): Html {
  const { messages, formats, view } = context;
  const { fleet, stateAt } = view;
  const isTroubled = (device: number) => stateAt(device) === 'down' || stateAt(device) === 'degraded';
  const troubled = fleet.devices.filter(
    (device) => isTroubled(device) && fleet.groupOf(device)?.district === id,
  );
  const rest = troubled.length - MAX_DEVICES;
  return html`<section class="panel troubled" data-part="troubled">
<header><h2>${messages.districtPage.notUp}</h2><p>${formats.count(troubled.length)}</p></header>
${troubled.length === 0 && html`<p class="quiet">${renderIcon(view.health.sight === 'seeing' ? 'up' : 'unknown')}${messages.districtPage.allUp}</p>`}
<ul>${fleet.first(troubled, MAX_DEVICES).map((visible) => renderDevice(context, visible))}</ul>
<p class="rest">${rest > 0 && `${messages.andMore(formats.count(rest))} · `}<a href="${linkTo(context, listPath('/devices', { district: id }))}">${messages.devicesPage.all}</a></p>
</section>`;
}

function renderDevice(context: PageContext, { device, area }: VisibleDevice): Html | undefined {
  const { messages, formats, view } = context;
  const condition = view.conditions.get(device.id);
  if (!condition) return undefined;
  const { state, sinceMs, afterMs, reason } = condition;
  const edge = sinceMs === undefined ? '' : describeEdge(context, sinceMs, afterMs ?? sinceMs);
  return html`<li>${renderIcon(state)}<a href="${linkTo(context, `/devices/${encodeURIComponent(device.id)}`)}"><bdi>${clip(device.name)}</bdi></a><span>${nameOf(context, area)}</span><span>${reason !== undefined && describeReason(context, reason)}</span><span class="when" title="${edge}">${sinceMs !== undefined && messages.since(formats.shortTime(sinceMs, view.atMs))}</span></li>`;
}
