import type { GrafanaContent } from '#grafana/content.ts';
import { uidOf } from '#grafana/uid.ts';

const DATA_SOURCE = { type: 'influxdb', uid: 'camwatch-influx' };

export const DISTRICT_QUERY =
  'SELECT mean("down") AS "down" FROM "raw"."fleet_district" WHERE "kind" = \'camera\' AND ' +
  '"district" =~ /^${district:regex}$/ AND $timeFilter GROUP BY time($__interval), "district" fill(none)';

/** A query of a panel; `with` changes single keys of it. */
export const aQuery = (query: string, changes: object = {}) => ({
  refId: 'A',
  datasource: DATA_SOURCE,
  query,
  rawQuery: true,
  resultFormat: 'time_series',
  alias: '$tag_district',
  ...changes,
});

/** The parts of {@link aSmallContent} that tests change, as they are after a file was read. */
// biome-ignore lint/suspicious/noExplicitAny: tests put in what no type allows.
export type Loose = any;

/** A little of everything, without a fault: one dashboard of four panels in a row and beside it, one rule, two policies. */
export function aSmallContent(): GrafanaContent {
  const content = {
    folders: [
      { uid: 'camwatch', title: 'Hà Nội' },
      { uid: 'camwatch-alerts', title: 'Cảnh báo', parentUid: 'camwatch' },
    ],
    dataSources: [
      {
        uid: DATA_SOURCE.uid,
        name: 'camwatch',
        url: 'http://127.0.0.1:8086',
        database: 'camwatch',
        version: 1,
        leastIntervalMs: 60_000,
      },
    ],
    muteTimings: [
      {
        name: 'planned work',
        time_intervals: [
          { times: [{ start_time: '22:00', end_time: '24:00' }], location: 'Asia/Ho_Chi_Minh' },
        ],
      },
    ],
    templates: [{ name: 'camwatch', template: '{{ define "camwatch" }}x{{ end }}' }],
    contactPoints: [
      { uid: 'camwatch-noc', name: 'NOC', type: 'email', settings: { addresses: 'noc@example.org' } },
    ],
    policies: {
      receiver: 'NOC',
      group_by: ['alertname', 'agency'],
      routes: [
        {
          receiver: 'NOC',
          object_matchers: [['agency', '=', 'police']],
          mute_time_intervals: ['planned work'],
          routes: [
            {
              receiver: 'NOC',
              object_matchers: [['district', '=', 'ba-dinh']],
              mute_time_intervals: ['planned work'],
            },
          ],
        },
      ],
    },
    ruleGroups: [
      {
        title: 'devices',
        folderUid: 'camwatch-alerts',
        interval: 60,
        rules: [
          {
            uid: 'camwatch-devices-down',
            title: 'Devices down',
            folderUID: 'camwatch-alerts',
            ruleGroup: 'devices',
            orgID: 1,
            for: '5m',
            condition: 'C',
            noDataState: 'OK',
            execErrState: 'KeepLast',
            labels: { severity: 'critical' },
            annotations: { __dashboardUid__: 'camwatch-city', __panelId__: '2' },
            data: [
              {
                refId: 'A',
                datasourceUid: DATA_SOURCE.uid,
                relativeTimeRange: { from: 600, to: 0 },
                model: aQuery(
                  'SELECT last("down") AS "down" FROM "raw"."fleet_agency_district" WHERE "kind" = \'camera\' ' +
                    'AND "indicator" = \'reach\' AND $timeFilter GROUP BY "agency", "district"',
                  { intervalMs: 60_000, maxDataPoints: 43_200, alias: '$tag_agency $tag_district' },
                ),
              },
              anExpression('B', { type: 'reduce', expression: 'A', reducer: 'last' }),
              anExpression('C', {
                type: 'threshold',
                expression: 'B',
                conditions: [{ evaluator: { type: 'gt', params: [9] } }],
              }),
            ],
          },
        ],
      },
    ],
    dashboards: [{ folderUid: 'camwatch', dashboard: aDashboard() }],
  };
  return structuredClone(content) as Loose;
}

function anExpression(refId: string, model: object) {
  return {
    refId,
    datasourceUid: '__expr__',
    relativeTimeRange: { from: 600, to: 0 },
    model: { refId, datasource: { type: '__expr__', uid: '__expr__' }, ...model },
  };
}

function aDashboard() {
  const definition = 'SHOW TAG VALUES FROM "raw"."fleet_district" WITH KEY = "district"';
  return {
    uid: uidOf('camwatch', 'city'),
    title: 'City',
    editable: false,
    schemaVersion: 42,
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [
        {
          type: 'query',
          name: 'district',
          query: definition,
          definition,
          refresh: 1,
          datasource: DATA_SOURCE,
        },
      ],
    },
    annotations: {
      list: [
        {
          name: 'outages',
          enable: true,
          iconColor: 'red',
          datasource: DATA_SOURCE,
          target: aQuery('SELECT "title" FROM "long"."event" WHERE $timeFilter', { resultFormat: 'table' }),
        },
      ],
    },
    panels: [
      {
        type: 'row',
        id: 1,
        title: 'Row',
        collapsed: false,
        panels: [],
        gridPos: { x: 0, y: 0, w: 24, h: 1 },
      },
      {
        type: 'stat',
        id: 2,
        title: 'Down',
        description: 'Cameras that do not answer.',
        gridPos: { x: 0, y: 1, w: 12, h: 4 },
        targets: [aQuery(DISTRICT_QUERY)],
        options: aStatOptions(),
        fieldConfig: {
          defaults: {
            unit: 'none',
            links: [aLink('/d/camwatch-city?var-district=${__field.labels.district}')],
          },
          overrides: [],
        },
      },
      {
        type: 'table',
        id: 3,
        title: 'Table',
        description: 'Districts.',
        gridPos: { x: 12, y: 1, w: 12, h: 4 },
        targets: [
          aQuery(
            'SELECT last("down") AS "down" FROM "raw"."fleet_agency_district" WHERE $timeFilter GROUP BY "agency", "district"',
            { resultFormat: 'table' },
          ),
        ],
        transformations: [{ id: 'organize', options: {} }],
        options: { frameIndex: 0, showHeader: true },
        fieldConfig: { defaults: {}, overrides: [] },
      },
      {
        type: 'geomap',
        id: 4,
        title: 'Map',
        description: 'Where.',
        gridPos: { x: 0, y: 5, w: 24, h: 8 },
        targets: [aQuery(DISTRICT_QUERY)],
        options: {
          tooltip: { mode: 'details' },
          view: { id: 'fit', allLayers: true },
          controls: {},
          basemap: { type: 'default', name: 'base' },
          layers: [],
        },
        fieldConfig: { defaults: {}, overrides: [] },
      },
    ],
  };
}

const aLink = (url: string) => ({
  title: 'more',
  type: 'link',
  icon: '',
  tooltip: '',
  url,
  tags: [],
  asDropdown: false,
  targetBlank: false,
  includeVars: false,
  keepTime: true,
});

const aStatOptions = () => ({
  reduceOptions: { calcs: ['lastNotNull'], values: false },
  graphMode: 'none',
  colorMode: 'value',
  justifyMode: 'auto',
  textMode: 'auto',
  wideLayout: true,
  showPercentChange: false,
  percentChangeColorMode: 'standard',
  orientation: 'auto',
});
