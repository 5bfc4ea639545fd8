import type { District } from '../../core/domain/inventory.ts';
import { lostIn, partOfDistrict } from '../city/city-part.ts';
import type { PlaceCounts } from '../city/city-tally.ts';
import type { StandingIncidents } from '../city/standing-incidents.ts';
import { type Html, html } from './frame/html.ts';
import { linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { renderLayout } from './layout.ts';
import { renderCountTable } from './panels/count-table.ts';
import { listPath } from './panels/facets.ts';
import { renderHealthStrip } from './panels/health-strip.ts';
import { renderIncidents } from './panels/incident-list.ts';
import { renderTroubled } from './panels/troubled-panel.ts';

const MAX_DEVICES = 200;

/** One former district: its wards, what is down and in which incident, and every device that is not up. */
export function renderDistrictPage(
  context: PageContext,
  district: District,
  { counts, incidents }: { readonly counts: PlaceCounts; readonly incidents: StandingIncidents },
): Html {
  const { messages, view } = context;
  const { fleet, stateAt } = view;
  const part = partOfDistrict(fleet, district.id);
  const isTroubled = (device: number) => stateAt(device) === 'down' || stateAt(device) === 'degraded';
  const troubled = fleet.devices.filter((device) => isTroubled(device) && part.hasDevice(device));
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
    ...wards.map(({ area, ...areaCounts }) => ({
      name: nameOf(context, area),
      href: linkTo(context, `/areas/${encodeURIComponent(area.id)}`),
      counts: areaCounts,
    })),
    { name: nameOf(context, district), counts, emphasis: 'total' as const },
  ],
})}
${renderIncidents(context, incidents, lostIn(view, part))}
${renderTroubled(context, { devices: troubled.subarray(0, MAX_DEVICES), total: troubled.length, path: listPath('/devices', { district: district.id }) })}
</div>`,
  );
}
