import { DEVICE_KINDS } from '../core/domain/inventory.ts';
import { namesOf } from '../grafana/influxql/select.ts';
import { buildDashboard } from './components/dashboard.ts';
import { UIDS } from './components/links.ts';
import { at, countRow } from './components/place.ts';
import { table } from './components/table-panel.ts';
import { annotations } from './panels/annotations.ts';
import { countTiles } from './panels/count-tiles.ts';
import { availabilityTile, camerasOverTime, worstPlaces } from './panels/fleet-panels.ts';
import { daysSummed } from './queries/days.ts';
import { upstreamOnly } from './queries/events.ts';
import { FLEET_TAGS, lastCounts } from './queries/fleet.ts';
import type { Context } from './scope/context.ts';
import { wholeCity } from './scope/scope.ts';

/** What the plan bought, and how it does: programmes II.2 to II.6, and what is from before the plan. */
export function buildProgrammes(context: Context) {
  const { title, description } = context.texts.dashboards.programmes;
  const all = wholeCity(context.holdings);
  return buildDashboard(context, {
    uid: UIDS.programmes,
    title,
    description,
    from: 'now-7d',
    refresh: '5m',
    annotations: annotations(context, { outages: [upstreamOnly], maintenance: [] }),
    panels: [
      ...countRow(
        ...countTiles(context, all, {
          cameras: { to: 'district' },
          recorders: { to: 'recorders' },
          network: { to: 'links' },
        }),
        availabilityTile(context, all),
      ),
      at(
        10,
        [0, 6, 24, 8],
        worstPlaces(context, {
          name: 'programmesWorst',
          scope: { ...all, series: 'fleetProgramme' },
          by: 'programme',
          columns: ['down', 'unknown', 'total', 'downRatio', 'countedAvailability'],
        }),
      ),
      at(11, [0, 14, 12, 10], programmeKinds(context)),
      at(12, [12, 14, 12, 10], programmeDays(context)),
      at(13, [0, 24, 24, 8], camerasOverTime(context, all)),
    ],
  });
}

/** Devices of every kind by programme. */
function programmeKinds(context: Context) {
  const scope = { series: 'fleetProgramme', kinds: DEVICE_KINDS, indicator: 'reach' } as const;
  return table(context, {
    name: 'programmeKinds',
    query: lastCounts(scope, ['down', 'unknown', 'total'], [FLEET_TAGS.programme, FLEET_TAGS.kind]),
    columns: ['programme', 'kind', 'down', 'unknown', 'total'],
    worstFirst: 'down',
  });
}

/** Whole days from the record: what a report may quote. */
function programmeDays(context: Context) {
  const { is, tag } = namesOf('availabilityProgrammeDay');
  return table(context, {
    name: 'programmeDays',
    query: daysSummed(
      'availabilityProgrammeDay',
      [is('kind', 'camera'), is('indicator', 'reach')],
      [tag('programme')],
    ),
    columns: ['programme', 'deviceDays', 'availability', 'coverage', 'downTime'],
    worstFirst: 'availability',
    descending: false,
    within: '30d',
  });
}
