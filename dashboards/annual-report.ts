import type { Indicator } from '../core/state.ts';
import { namesOf } from '../grafana/influxql/select.ts';
import type { Context } from './context.ts';
import { annotations } from './house/annotations.ts';
import { SERIES_COLOURS } from './house/colours.ts';
import type { Opens } from './house/columns.ts';
import { buildDashboard } from './house/dashboard.ts';
import { CLICKED, opens, opensAgency, UIDS } from './house/links.ts';
import { graph, tile } from './house/panels.ts';
import { at, tiles } from './house/place.ts';
import { table } from './house/table-panel.ts';
import { dayByDay, daysSummed, mostDevices } from './queries/days.ts';
import { upstreamOnly } from './queries/events.ts';
import type { PanelName } from './texts/texts.ts';

const { is, tag } = namesOf('availabilityDay');

const cameras = (indicator: Indicator) => [is('kind', 'camera'), is('indicator', indicator)];

/** What the annual report says of devices, from whole days of the record: for whoever writes it, and whoever doubts it. */
export function buildAnnualReport(context: Context) {
  const { title, description } = context.texts.dashboards.report;
  return buildDashboard(context, {
    uid: UIDS.report,
    title,
    description,
    from: 'now/y',
    refresh: '1h',
    annotations: annotations(context, { outages: [upstreamOnly], maintenance: [] }),
    panels: [
      ...tiles(...reportTiles(context)),
      at(
        10,
        [0, 4, 12, 12],
        reportTable(
          context,
          'reportByDistrict',
          'district',
          opens(context, { to: 'district', with: { district: CLICKED } }),
        ),
      ),
      at(11, [12, 4, 12, 12], reportTable(context, 'reportByAgency', 'agency', opensAgency(context))),
      at(12, [0, 16, 12, 9], reportByKind(context)),
      at(13, [12, 16, 12, 9], reportByDay(context)),
    ],
  });
}

function reportTiles(context: Context) {
  const query = daysSummed('availabilityDay', cameras('reach'));
  return [
    tile(context, {
      name: 'reportCameras',
      query: mostDevices('availabilityDay', cameras('reach')),
      columns: [{ column: 'devices', unit: 'cameras' }],
    }),
    tile(context, { name: 'reportAvailability', query, columns: ['availability'] }),
    tile(context, {
      name: 'reportPictures',
      query: daysSummed('availabilityDay', cameras('stream')),
      columns: ['availability'],
    }),
    tile(context, { name: 'reportDown', query, columns: ['downMs'] }),
    tile(context, { name: 'reportCoverage', query, columns: ['coverage'] }),
  ];
}

function reportTable(context: Context, name: PanelName, by: 'district' | 'agency', link: Opens) {
  return table(context, {
    name,
    query: daysSummed('availabilityDay', cameras('reach'), [tag(by)]),
    columns: [{ column: by, opens: link }, 'deviceDays', 'availability', 'downMs', 'coverage'],
    worstFirst: 'availability',
    descending: false,
  });
}

function reportByKind(context: Context) {
  return table(context, {
    name: 'reportByKind',
    query: daysSummed('availabilityDay', [], [tag('kind'), tag('indicator')]),
    columns: ['kind', 'indicator', 'deviceDays', 'availability', 'downMs', 'coverage'],
    worstFirst: 'availability',
    descending: false,
  });
}

function reportByDay(context: Context) {
  return graph(context, {
    name: 'reportByDay',
    queries: [
      {
        query: dayByDay('availabilityDay', cameras('reach'), context.city.settings.city.timeZone),
        alias: '$col',
      },
    ],
    unit: 'percentunit',
    columns: [{ column: 'availability', steps: [[null, SERIES_COLOURS[0]]] }, 'coverage'],
    least: undefined,
    most: 1,
  });
}
