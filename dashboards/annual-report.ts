import type { Indicator } from '../core/domain/state.ts';
import { quoteString } from '../core/names/quote-influxql.ts';
import { namesOf } from '../grafana/influxql/select.ts';
import { SERIES_COLOURS } from './components/colours.ts';
import type { Opens } from './components/columns.ts';
import { buildDashboard } from './components/dashboard.ts';
import { CLICKED, opens, opensAgency, UIDS } from './components/links.ts';
import { graph, tile } from './components/panels.ts';
import { at, tiles } from './components/place.ts';
import { table } from './components/table-panel.ts';
import { annotations } from './panels/annotations.ts';
import { dayByDay, daysSummed, mostDevices } from './queries/days.ts';
import { upstreamOnly } from './queries/events.ts';
import type { Context } from './scope/context.ts';
import type { PanelName } from './texts/texts.ts';

const { is, tag } = namesOf('availabilityCityDay');

/** A year of every agency in every district is more than InfluxDB adds up while somebody waits. */
const PLACES = {
  district: { series: 'availabilityDistrictDay', tag: namesOf('availabilityDistrictDay').tag('district') },
  agency: { series: 'availabilityAgencyDay', tag: namesOf('availabilityAgencyDay').tag('agency') },
} as const;

/** Lines are no devices. */
const noLinks = `${tag('kind')} <> ${quoteString('link')}`;

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
    annotations: annotations(context, {
      outages: [upstreamOnly],
      maintenance: [],
      looksBack: 'months',
    }),
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
  const query = daysSummed('availabilityCityDay', cameras('reach'));
  return [
    tile(context, {
      name: 'reportCameras',
      query: mostDevices('availabilityCityDay', cameras('reach')),
      columns: [{ column: 'devices', unit: 'cameras' }],
    }),
    tile(context, { name: 'reportAvailability', query, columns: ['availability'] }),
    tile(context, {
      name: 'reportPictures',
      query: daysSummed('availabilityCityDay', cameras('stream')),
      columns: ['availability'],
    }),
    tile(context, { name: 'reportDown', query, columns: ['downTime'] }),
    tile(context, { name: 'reportCoverage', query, columns: ['coverage'] }),
  ];
}

function reportTable(context: Context, name: PanelName, by: 'district' | 'agency', link: Opens) {
  return table(context, {
    name,
    query: daysSummed(PLACES[by].series, cameras('reach'), [PLACES[by].tag]),
    columns: [{ column: by, opens: link }, 'deviceDays', 'availability', 'downTime', 'coverage'],
    worstFirst: 'availability',
    descending: false,
  });
}

function reportByKind(context: Context) {
  return table(context, {
    name: 'reportByKind',
    query: daysSummed('availabilityCityDay', [noLinks], [tag('kind'), tag('indicator')]),
    columns: ['kind', 'indicator', 'deviceDays', 'availability', 'downTime', 'coverage'],
    worstFirst: 'availability',
    descending: false,
  });
}

function reportByDay(context: Context) {
  return graph(context, {
    name: 'reportByDay',
    queries: [
      {
        query: dayByDay('availabilityCityDay', cameras('reach'), context.city.settings.city.timeZone),
        alias: '$col',
      },
    ],
    unit: 'percentunit',
    columns: [{ column: 'availability', steps: [[null, SERIES_COLOURS[0]]] }, 'coverage'],
    least: undefined,
    most: 1,
  });
}
