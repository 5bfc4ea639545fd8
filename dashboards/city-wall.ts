import type { Context } from './context.ts';
import { annotations } from './house/annotations.ts';
import { buildDashboard } from './house/dashboard.ts';
import { CLICKED, opens, opensAgency, UIDS } from './house/links.ts';
import { at, tiles } from './house/place.ts';
import { collectorsTable, seeingTile } from './panels/collector-panels.ts';
import { contractsTable } from './panels/contract-panels.ts';
import { countTiles } from './panels/count-tiles.ts';
import { downTable, latestOutagesTable } from './panels/event-panels.ts';
import { camerasOverTime, worstPlaces } from './panels/fleet-panels.ts';
import { wardMap } from './panels/ward-map.ts';
import { upstreamOnly } from './queries/events.ts';
import { wholeCity } from './scope.ts';

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
          placeOpens: { to: 'district', with: { district: CLICKED } },
          leaveOut: 'kind',
        }),
      ),
      at(
        11,
        [12, 4, 12, 8],
        latestOutagesTable(context, {
          name: 'brokeLastHour',
          places: ['district'],
          placeOpens: { to: 'district', with: { district: CLICKED } },
          leaveOut: 'reason',
          within: '1h',
        }),
      ),
      at(
        12,
        [0, 12, 8, 11],
        worstPlaces(context, {
          name: 'districtsWorst',
          scope: { series: 'fleetDistrict', where: [] },
          by: 'district',
          opens: opens(context, { to: 'district', with: { district: CLICKED } }),
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
      at(15, [0, 23, 7, 8], camerasOverTime(context, all)),
      at(16, [7, 23, 10, 8], contractsTable(context, 'contractsBehind')),
      at(17, [17, 23, 7, 8], collectorsTable(context, ['seeing', 'lateness', 'queue'])),
    ],
  });
}
