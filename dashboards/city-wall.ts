import { buildDashboard } from './components/dashboard.ts';
import { CLICKED, type Drilldown, opens, opensAgency, UIDS } from './components/links.ts';
import { at, tiles } from './components/place.ts';
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
      ...tiles(
        ...countTiles(context, all, {
          cameras: { to: 'district' },
          recorders: { to: 'recorders' },
          network: { to: 'links' },
        }),
        seeingTile(context),
      ),
      at(
        10,
        [0, 4, 12, 8],
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
        [12, 4, 12, 8],
        notWellTable(context, { name: 'notWell', where: [], places: ['district'], placeOpens: inDistrict }),
      ),
      at(
        12,
        [0, 12, 8, 11],
        worstPlaces(context, {
          name: 'districtsWorst',
          scope: { series: 'fleetDistrict', where: [] },
          by: 'district',
          opens: opens(context, inDistrict),
        }),
      ),
      at(13, [8, 12, 6, 11], wardMap(context)),
      at(
        14,
        [14, 12, 10, 11],
        worstPlaces(context, {
          name: 'agenciesWorst',
          scope: { series: 'fleetAgency', where: [] },
          by: 'agency',
          opens: opensAgency(context),
        }),
      ),
      at(
        11,
        [0, 23, 9, 8],
        latestOutagesTable(context, {
          name: 'brokeLastHour',
          places: ['district'],
          placeOpens: inDistrict,
          leaveOut: 'reason',
          within: '1h',
        }),
      ),
      at(15, [9, 23, 6, 8], camerasOverTime(context, all)),
      at(16, [15, 23, 9, 8], contractsTable(context, 'contractsBehind')),
    ],
  });
}
