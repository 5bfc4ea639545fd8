import { DEVICE_KINDS, type DeviceKind } from '../core/domain/inventory.ts';
import { NO_TAG_VALUE } from '../core/names/series.ts';
import { namesOf } from '../grafana/influxql/select.ts';
import { measuredAt } from '../grafana/measured-at.ts';
import { buildDashboard } from './components/dashboard.ts';
import { agencyTag, agencyUid, CLICKED } from './components/links.ts';
import { at, countRow } from './components/place.ts';
import { textVariable } from './components/variables.ts';
import { deviceCharts, deviceVariable } from './device.ts';
import { annotations } from './panels/annotations.ts';
import { countTiles } from './panels/count-tiles.ts';
import { deviceScope } from './panels/device-panels.ts';
import { deviceTroubleTable, downTable, networkDownTable } from './panels/event-panels.ts';
import { availabilityTile, worstPlaces } from './panels/fleet-panels.ts';
import { placePanels } from './panels/place-panels.ts';
import { upstreamOnly } from './queries/events.ts';
import type { Context } from './scope/context.ts';
import { countOwned } from './scope/holdings.ts';
import type { Names, NamesById } from './scope/names.ts';

/**
 * All of one agency, for a folder that only it may look into: every query is pinned to it by a constant, and nothing
 * leads out of the folder that its people could not open.
 */
export function buildAgency(ofCity: Context, agency: string) {
  const zones = ofCity.holdings.get(agency)?.zones ?? [];
  const context = {
    ...{ ...ofCity, names: namesWithin(ofCity, agency) },
    measured: measuredAt(zones, ofCity.sources),
  };
  const name = context.names.agencies.get(agency) ?? context.texts.belongsToNobody;
  const uid = agencyUid(agency);
  const own = [namesOf('reach').is('agency', agency)];
  const counted = {
    series: 'fleetAgency',
    where: own,
    pinned: ['agency'],
    size: (kinds: readonly DeviceKind[]) => countOwned(context.holdings, kinds, agency),
  } as const;
  const device = deviceScope(own);
  const here = {
    title: context.texts.opens.device,
    url: `/d/${uid}?var-device=${CLICKED}&\${__url_time_range}`,
  };
  return buildDashboard(context, {
    uid,
    title: context.texts.agencyTitle(name),
    description: context.texts.dashboards.agency.description,
    from: 'now-6h',
    tags: ['camwatch-agency', agencyTag(agency)],
    variables: [
      countOwned(context.holdings, DEVICE_KINDS, agency) > MOST_TO_CHOOSE_FROM
        ? textVariable(context, 'device', firstDeviceOf(context, agency))
        : deviceVariable(context, own),
    ],
    annotations: annotations(context, { outages: own, maintenance: own }),
    panels: [
      ...countRow(...countTiles(context, counted, {}), availabilityTile(context, counted)),
      at(9, [0, 6, 16, 6], networkDownTable(context, { where: own, idOpens: here })),
      at(
        10,
        [0, 12, 16, 10],
        downTable(context, {
          name: 'downNow',
          indicators: ['reach'],
          where: own,
          places: ['area'],
          idOpens: here,
        }),
      ),
      at(
        11,
        [16, 6, 8, 16],
        worstPlaces(context, {
          name: 'districtsWorst',
          scope: { ...counted, series: 'fleetAgencyDistrict' },
          by: 'district',
        }),
      ),
      ...placePanels(context, {
        scope: counted,
        where: own,
        changed: [...own, upstreamOnly],
        idOpens: here,
      }),
    ],
    row: {
      title: context.texts.rows.device,
      id: 30,
      y: 41,
      panels: [
        at(43, [0, 42, 24, 5], deviceTroubleTable(context, device.events)),
        ...deviceCharts(context, device, { firstId: 31, y: 47 }),
      ],
    },
  });
}

/** InfluxDB looks at the names of all devices for one without a name. */
const firstDeviceOf = ({ city: { inventory } }: Context, agency: string): string =>
  inventory.devices.values().find((device) => device.agency === agency)?.id ?? '';

/** Nobody finds one among more, and InfluxDB would look for all of them at every refresh. */
const MOST_TO_CHOOSE_FROM = 5_000;

/** Names of the places where it has devices: a folder for each agency holds what all folders would. */
function namesWithin({ names, holdings }: Context, agency: string): Names {
  const holding = holdings.get(agency);
  const within = (group: NamesById, ids?: ReadonlySet<string>) =>
    new Map([...group].filter(([id]) => ids?.has(id)));
  return {
    ...names,
    agencies: within(names.agencies, new Set([agency])),
    areas: within(names.areas, holding?.areas),
    districts: within(names.districts, holding?.districts),
  };
}

export const isNobody = (agency: string): boolean => agency === NO_TAG_VALUE;
