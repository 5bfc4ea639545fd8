import { namesOf } from '../grafana/influxql/select.ts';
import { buildDashboard } from './components/dashboard.ts';
import { CLICKED, chosen, opens, UIDS } from './components/links.ts';
import { graph } from './components/panels.ts';
import { at, countRow } from './components/place.ts';
import { nameVariable } from './components/variables.ts';
import { annotations } from './panels/annotations.ts';
import { countTiles } from './panels/count-tiles.ts';
import { downTable, networkDownTable } from './panels/event-panels.ts';
import { availabilityTile, worstPlaces } from './panels/fleet-panels.ts';
import { placePanels } from './panels/place-panels.ts';
import { overTime } from './queries/devices.ts';
import type { Context } from './scope/context.ts';
import type { Scope } from './scope/scope.ts';

/** A former district and its wards and communes: which devices, since when, why. */
export function buildDistrict(context: Context) {
  const { title, description } = context.texts.dashboards.district;
  const { isVariable } = namesOf('fleetArea');
  const here = [isVariable('district', 'district'), isVariable('area', 'area')];
  const scope: Scope = { series: 'fleetArea', where: here };
  const district = { district: chosen('district') } as const;
  const deviceOpens = opens(context, { to: 'device', with: { ...district, device: CLICKED } });
  const idOpens = [deviceOpens, opens(context, { to: 'links', with: { ...district, link: CLICKED } })];
  return buildDashboard(context, {
    uid: UIDS.district,
    title,
    description,
    from: 'now-6h',
    variables: [
      nameVariable(context, 'district', context.names.districts, 'one'),
      nameVariable(context, 'area', areasByDistrict(context), 'all'),
    ],
    annotations: annotations(context, { outages: here, maintenance: [isVariable('district', 'district')] }),
    panels: [
      ...countRow(
        ...countTiles(context, scope, {
          recorders: { to: 'recorders', with: district },
          network: { to: 'links', with: district },
        }),
        availabilityTile(context, scope),
      ),
      at(9, [0, 6, 16, 6], networkDownTable(context, { where: here, idOpens })),
      at(
        10,
        [0, 12, 16, 10],
        downTable(context, {
          name: 'downNow',
          indicators: ['reach'],
          where: here,
          places: ['area'],
          idOpens,
        }),
      ),
      at(
        11,
        [16, 6, 8, 16],
        worstPlaces(context, {
          name: 'wardsWorst',
          scope: { ...scope, where: [isVariable('district', 'district')] },
          by: 'area',
          opens: opens(context, { to: 'district', with: { ...district, area: CLICKED } }),
        }),
      ),
      ...placePanels(context, { scope: scope, where: here, idOpens: deviceOpens }),
      at(16, [0, 41, 12, 8], lossByWard(context, here)),
      at(17, [12, 41, 12, 8], latencyByWard(context, here)),
    ],
  });
}

const { field, tag } = namesOf('answers');
/** Answers are added up over five minutes. */
const ADDED_UP_EVERY = '5m';

function lossByWard(context: Context, where: readonly string[]) {
  return graph(context, {
    name: 'lossByWard',
    queries: [
      {
        query: overTime(
          'answers',
          { loss: `sum(${field('loss_ratio_sum')}) / sum(${field('pings')})` },
          where,
          [tag('area')],
        ),
        alias: '$tag_area',
      },
    ],
    unit: 'percentunit',
    most: 1,
    names: 'areas',
    interval: ADDED_UP_EVERY,
  });
}

function latencyByWard(context: Context, where: readonly string[]) {
  return graph(context, {
    name: 'latencyByWard',
    queries: [
      {
        query: overTime('answers', { rtt: `sum(${field('rtt_sum_ms')}) / sum(${field('timed')})` }, where, [
          tag('area'),
        ]),
        alias: '$tag_area',
      },
    ],
    unit: 'ms',
    names: 'areas',
    interval: ADDED_UP_EVERY,
  });
}

/** With the district first, so that typing its name finds its wards. */
function areasByDistrict({ city, names }: Context): ReadonlyMap<string, string> {
  const named = [...city.inventory.areas.values()].map(
    ({ id, district }) =>
      [id, `${names.districts.get(district) ?? district} – ${names.areas.get(id) ?? id}`] as const,
  );
  return new Map(named.toSorted(([, a], [, b]) => (a < b ? -1 : 1)));
}
