import type { GrafanaContent } from '#grafana/content.ts';

const QUERY = { refId: 'A', query: 'SELECT 1', rawQuery: true, _implementsDataqueryVariant() {} };

/** What a small city pushes: two agencies with a folder each, and one of everything else. */
export function sampleContent(agencies: readonly string[] = ['dost', 'police']): GrafanaContent {
  return {
    folders: [
      ...agencies.map((agency) => ({
        uid: `camwatch-agency-${agency}`,
        title: `Đơn vị ${agency}`,
        parentUid: 'camwatch',
        viewers: [`Đơn vị ${agency}`],
      })),
      { uid: 'camwatch', title: 'Camera Hà Nội', viewers: ['Trực ban'] },
      { uid: 'camwatch-alerts', title: 'Cảnh báo', parentUid: 'camwatch' },
    ],
    dataSources: [
      {
        uid: 'camwatch-influx',
        name: 'camwatch',
        url: 'http://127.0.0.1:8086',
        database: 'camwatch',
        version: 1,
        user: 'reader',
        secret: 'env:INFLUX_PASSWORD',
        leastIntervalMs: 60_000,
      },
    ],
    muteTimings: [
      {
        name: 'camwatch-bao-tri-7',
        time_intervals: [
          { times: [{ start_time: '22:00', end_time: '24:00' }], location: 'Asia/Ho_Chi_Minh' },
        ],
      },
    ],
    templates: [{ name: 'camwatch', template: '{{ define "camwatch" }}{{ len .Alerts }}{{ end }}\n' }],
    contactPoints: [
      {
        uid: 'camwatch-noc',
        name: 'camwatch-noc',
        type: 'webhook',
        settings: { url: 'https://noc.example.org/hook', authorization_credentials: 'env:HOOK_TOKEN' },
      },
    ],
    policies: {
      receiver: 'camwatch-noc',
      group_by: ['agency'],
      routes: agencies.map((agency) => ({
        receiver: 'camwatch-noc',
        object_matchers: [['agency', '=', agency]],
        mute_time_intervals: ['camwatch-bao-tri-7'],
      })),
    },
    ruleGroups: [
      {
        folderUid: 'camwatch-alerts',
        title: 'camwatch 1m',
        interval: 60,
        rules: [
          {
            uid: 'camwatch-low',
            title: 'Độ khả dụng thấp',
            condition: 'A',
            data: [
              {
                refId: 'A',
                datasourceUid: 'camwatch-influx',
                relativeTimeRange: { from: 600, to: 0 },
                model: QUERY,
              },
            ],
            execErrState: 'KeepLast',
            noDataState: 'NoData',
            for: '5m',
            folderUID: 'camwatch-alerts',
            ruleGroup: 'camwatch 1m',
            orgID: 0,
            labels: { severity: 'critical' },
          },
        ],
      },
    ],
    dashboards: [
      dashboard('camwatch-city', 'camwatch', 'Thành phố'),
      ...agencies.map((agency) =>
        dashboard(`camwatch-agency-${agency}-wall`, `camwatch-agency-${agency}`, `Đơn vị ${agency}`),
      ),
    ],
  };
}

function dashboard(uid: string, folderUid: string, title: string): GrafanaContent['dashboards'][number] {
  return {
    folderUid,
    dashboard: {
      uid,
      title,
      schemaVersion: 42,
      editable: false,
      panels: [{ id: 1, type: 'stat', title: 'Mất', gridPos: { x: 0, y: 0, w: 6, h: 4 } }],
    } as GrafanaContent['dashboards'][number]['dashboard'],
  };
}
