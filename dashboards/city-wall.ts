import { buildDashboard } from './components/dashboard.ts';
import { CLICKED, type Drilldown, opens, opensAgency, UIDS } from './components/links.ts';
import { at, countRow } from './components/place.ts';
import { annotations } from './panels/annotations.ts';
import { seeingTile } from './panels/collector-panels.ts';
import { contractsTable } from './panels/contract-panels.ts';
import { countTiles } from './panels/count-tiles.ts';
import { downTable, latestOutagesTable, notWellTable } from './panels/event-panels.ts';
import { camerasOverTime, worstPlaces } from './panels/fleet-panels.ts';
import { wardMap } from './panels/ward-map.ts';
import { upstreamOnly } from './queries/events.ts';
import type { Context } from './scope/context.ts';
import { wholeCity } from './scope/scope.ts';

const inDistrict: Drilldown = { to: 'district', with: { district: CLICKED } };

/** Is the city well, and if not, where is the cause? For a screen on the wall. */
export function buildCityWall(context: Context) {
  const { title, description } = context.texts.dashboards.city;
  const all = wholeCity(context.holdings);
  return buildDashboard(context, {
    uid: UIDS.city,
    title,
    description,
    from: 'now-6h',
    annotations: annotations(context, { outages: [upstreamOnly], maintenance: [] }),
    panels: [
      ...countRow(
        ...countTiles(context, all, {
          cameras: { to: 'district' },
          recorders: { to: 'recorders' },
          network: { to: 'links' },
        }),
        seeingTile(context),
      ),
      at(
        10,
        [0, 6, 12, 7],
        downTable(context, {
          name: 'networkDown',
          indicators: ['reach'],
          where: [upstreamOnly],
          places: ['district'],
          placeOpens: inDistrict,
          leaveOut: 'kind',
        }),
      ),
      at(
        17,
        [12, 6, 12, 7],
        notWellTable(context, { name: 'notWell', where: [], places: ['district'], placeOpens: inDistrict }),
      ),
      at(
        12,
        [0, 13, 7, 8],
        worstPlaces(context, {
          name: 'districtsWorst',
          scope: { series: 'fleetDistrict', where: [] },
          by: 'district',
          opens: opens(context, inDistrict),
        }),
      ),
      at(13, [7, 13, 7, 8], wardMap(context)),
      at(
        14,
        [14, 13, 10, 8],
        worstPlaces(context, {
          name: 'agenciesWorst',
          scope: { series: 'fleetAgency', where: [] },
          by: 'agency',
          opens: opensAgency(context),
        }),
      ),
      at(
        11,
        [0, 21, 8, 5],
        latestOutagesTable(context, {
          name: 'brokeLastHour',
          places: ['district'],
          placeOpens: inDistrict,
          leaveOut: 'kind and reason',
          within: '1h',
        }),
      ),
      at(15, [8, 21, 4, 5], camerasOverTime(context, all)),
      at(16, [12, 21, 12, 5], contractsTable(context, 'contractsBehind')),
    ],
  });
}
