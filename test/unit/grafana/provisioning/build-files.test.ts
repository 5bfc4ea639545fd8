import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { GrafanaContent } from '#grafana/content.ts';
import { buildAlertFiles, buildDashboardFiles } from '#grafana/provisioning/build-files.ts';
import { EMPTY_MANIFEST, parseFilesManifest } from '#grafana/provisioning/manifest.ts';
import { expandEnv } from '#test/support/expand-env.ts';
import { aSmallContent, type Loose } from '#test/support/grafana-content.ts';

const changed = (change: (content: Loose) => void = () => undefined): GrafanaContent => {
  const content: Loose = aSmallContent();
  change(content);
  return content;
};
const manifestOf = (files: ReadonlyMap<string, string>) =>
  parseFilesManifest(files.get('manifest.json') ?? '', 'manifest.json');
const dashboardFiles = (content = changed(), before = EMPTY_MANIFEST) => buildDashboardFiles(content, before);
const alertFiles = (content = changed(), before = EMPTY_MANIFEST) => buildAlertFiles(content, before);
const alerting = (name: string, content = changed(), before = EMPTY_MANIFEST): Loose =>
  JSON.parse(alertFiles(content, before).get(`provisioning/alerting/${name}.json`) ?? 'null');

describe('files of dashboards', () => {
  test('a folder keeps its uid, and a dashboard lies in it unchanged', () => {
    const files = dashboardFiles(
      changed((content) => {
        content.folders[0].title = 'Hà Nội $5';
      }),
    );

    expect([...files.keys()]).toEqual([
      'provisioning/dashboards/camwatch.yaml',
      'provisioning/datasources/influxdb-1.yaml',
      'provisioning/datasources/influxdb-2.yaml.example',
      'provisioning/datasources/influxdb-3.yaml.example',
      'dashboards/camwatch/camwatch-city.json',
      'manifest.json',
    ]);
    const { providers } = parse(files.get('provisioning/dashboards/camwatch.yaml') ?? '');
    expect(providers).toEqual([
      {
        name: 'camwatch',
        orgId: 1,
        type: 'file',
        folder: 'Hà Nội $$5',
        folderUid: 'camwatch',
        disableDeletion: false,
        allowUiUpdates: false,
        updateIntervalSeconds: 60,
        options: { path: '/etc/grafana/camwatch/dashboards/camwatch' },
      },
    ]);
    expect(JSON.parse(files.get('dashboards/camwatch/camwatch-city.json') ?? '')).toEqual(
      aSmallContent().dashboards[0]?.dashboard,
    );
  });

  test.each([
    [1, { user: 'reader', secure: { password: '$__env{PW}' }, header: undefined }],
    [2, { user: undefined, secure: { httpHeaderValue1: 'Token $__env{PW}' }, header: 'Authorization' }],
    [3, { user: undefined, secure: { httpHeaderValue1: 'Token $__env{PW}' }, header: 'Authorization' }],
  ] as const)('InfluxDB %i is read with what it takes', (version, { user, secure, header }) => {
    const files = dashboardFiles(
      changed((content) => {
        Object.assign(content.dataSources[0], { version, user: 'reader', secret: 'env:PW' });
      }),
    );

    const { datasources } = parse(files.get(`provisioning/datasources/influxdb-${version}.yaml`) ?? '');
    expect(datasources).toEqual([
      {
        orgId: 1,
        uid: 'camwatch-influx',
        name: 'camwatch',
        type: 'influxdb',
        access: 'proxy',
        url: 'http://127.0.0.1:8086',
        editable: false,
        ...(user !== undefined && { user }),
        jsonData: {
          dbName: 'camwatch',
          httpMode: 'POST',
          timeInterval: '60s',
          maxSeries: 20_000,
          ...(header !== undefined && { httpHeaderName1: header }),
        },
        secureJsonData: secure,
      },
    ]);
    const active = [...files.keys()].filter(
      (path) => path.startsWith('provisioning/datasources') && path.endsWith('.yaml'),
    );
    expect(active).toEqual([`provisioning/datasources/influxdb-${version}.yaml`]);
  });

  test.each([
    ['env:PW', '$__env{PW}'],
    ['file:/run/secrets/pw', '$__file{/run/secrets/pw}'],
    ['credential:pw', '$__file{/run/credentials/grafana-server.service/pw}'],
  ])('a secret kept at %s is read there by Grafana', (secret, text) => {
    const files = dashboardFiles(
      changed((content) => {
        content.dataSources[0].secret = secret;
      }),
    );

    const { datasources } = parse(files.get('provisioning/datasources/influxdb-1.yaml') ?? '');
    expect(datasources[0].secureJsonData).toEqual({ password: text });
  });
});

describe('files of alerting', () => {
  test('rules have the shape of files: folders by title, durations as text, the panel in fields of its own', () => {
    const { groups } = alerting('rules');

    expect(groups[0]).toMatchObject({ orgId: 1, name: 'devices', folder: 'Hà Nội/Cảnh báo', interval: '1m' });
    const [rule] = groups[0].rules;
    expect(rule).toMatchObject({
      uid: 'camwatch-devices-down',
      dashboardUid: 'camwatch-city',
      panelId: 2,
      for: '5m',
      noDataState: 'OK',
      execErrState: 'KeepLast',
      annotations: {},
    });
    expect(rule).not.toHaveProperty('folderUID');
    expect(rule).not.toHaveProperty('orgID');
  });

  test('dollars survive in titles and labels, annotations and queries stay as they are', () => {
    const title = 'Down in {{ $labels.district }}';
    const { groups } = alerting(
      'rules',
      changed((content) => {
        const [rule] = content.ruleGroups[0].rules;
        Object.assign(rule, { title, keep_firing_for: '2m', missingSeriesEvalsToResolve: 3 });
        rule.labels.place = '{{ $labels.district }}';
        rule.annotations.summary = '{{ $labels.agency }}';
      }),
    );

    const [rule] = groups[0].rules;
    expect(expandEnv(rule.title)).toBe(title);
    expect(expandEnv(rule.labels.place)).toBe('{{ $labels.district }}');
    expect(rule.annotations.summary).toBe('{{ $labels.agency }}');
    expect(rule.data[0].model.query).toContain(' AND $timeFilter ');
    expect(rule).toMatchObject({ keepFiringFor: '2m', missing_series_evals_to_resolve: 3 });
  });

  test('contact points of one name are one, and name where a secret is read', () => {
    const { contactPoints } = alerting(
      'contact-points',
      changed((content) => {
        content.contactPoints.push({
          uid: 'camwatch-hook',
          name: 'NOC',
          type: 'webhook',
          settings: {
            url: 'https://noc.example.org',
            authorization_credentials: { secretReference: 'env:HOOK' },
          },
        });
      }),
    );

    expect(contactPoints).toEqual([
      {
        orgId: 1,
        name: 'NOC',
        receivers: [
          {
            uid: 'camwatch-noc',
            type: 'email',
            disableResolveMessage: false,
            settings: { addresses: 'noc@example.org' },
          },
          {
            uid: 'camwatch-hook',
            type: 'webhook',
            disableResolveMessage: false,
            settings: { url: 'https://noc.example.org', authorization_credentials: '$__env{HOOK}' },
          },
        ],
      },
    ]);
  });

  test('a dollar in a setting of a contact point is one in Grafana too', () => {
    const url = 'https://noc.example.org/?a=$HOME&b=${PATH}$$';
    const content = changed((content) => {
      content.contactPoints[0].settings = { url };
    });

    const [{ receivers }] = alerting('contact-points', content).contactPoints;

    expect(expandEnv(receivers[0].settings.url)).toBe(url);
  });

  test('policies, mute timings and templates belong to an organisation; policies alone are doubled', () => {
    const content = changed((content) => {
      content.policies.routes[0].object_matchers = [['agency', '=', 'a$b']];
      content.policies.provenance = 'api';
    });

    const { policies } = alerting('policies', content);
    expect(policies[0]).toMatchObject({ orgId: 1, receiver: 'NOC' });
    expect(policies[0]).not.toHaveProperty('provenance');
    expect(policies[0].routes[0].object_matchers).toEqual([['agency', '=', 'a$$b']]);
    expect(alerting('mute-timings').muteTimes).toEqual([{ orgId: 1, ...aSmallContent().muteTimings[0] }]);
    expect(alerting('templates').templates).toEqual([{ orgId: 1, ...aSmallContent().templates[0] }]);
  });

  test('what there is none of has no file', () => {
    const bare = changed((content) => {
      Object.assign(content, { policies: undefined, contactPoints: [], muteTimings: [], templates: [] });
    });

    expect([...alertFiles(bare).keys()]).toEqual(['provisioning/alerting/rules.json', 'manifest.json']);
  });
});

describe('the manifest', () => {
  test('has the sha256 of each object, which changes with the object alone', () => {
    const before = manifestOf(alertFiles());
    const after = manifestOf(
      alertFiles(
        changed((content) => {
          content.ruleGroups[0].rules[0].for = '10m';
        }),
      ),
    );

    expect(before.objects.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'contact-point camwatch-noc',
      'mute-timing planned work',
      'policies root',
      'rule camwatch-devices-down',
      'template camwatch',
    ]);
    expect(before.objects.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
    const changedObjects = after.objects.filter(
      ({ sha256 }, place) => before.objects[place]?.sha256 !== sha256,
    );
    expect(changedObjects.map(({ kind }) => kind)).toEqual(['rule']);
  });

  test('keeps what the other command wrote', () => {
    const afterBoth = manifestOf(alertFiles(changed(), manifestOf(dashboardFiles())));
    const kinds = new Set(afterBoth.objects.map(({ kind }) => kind));

    expect(kinds).toEqual(
      new Set([
        'folder',
        'data-source',
        'dashboard',
        'contact-point',
        'mute-timing',
        'policies',
        'rule',
        'template',
      ]),
    );
    expect(manifestOf(dashboardFiles(changed(), afterBoth))).toEqual(afterBoth);
  });

  test('a rule that is built no more is told to go until it is built again', () => {
    const first = manifestOf(alertFiles());
    const without = changed((content) => {
      content.ruleGroups[0].rules = [];
      Object.assign(content, { policies: undefined, contactPoints: [], muteTimings: [], templates: [] });
    });
    const second = manifestOf(alertFiles(without, first));

    expect(alerting('removed', without, first)).toEqual({
      apiVersion: 1,
      deleteContactPoints: [{ orgId: 1, uid: 'camwatch-noc' }],
      deleteMuteTimes: [{ orgId: 1, name: 'planned work' }],
      resetPolicies: [1],
      deleteRules: [{ orgId: 1, uid: 'camwatch-devices-down' }],
      deleteTemplates: [{ orgId: 1, name: 'camwatch' }],
    });
    expect(manifestOf(alertFiles(without, second)).removed).toEqual(second.removed);
    expect(alerting('removed', changed(), second)).toBeNull();
  });

  test('what is no manifest is not guessed', () => {
    expect(() => parseFilesManifest('{"version": 2}', 'deploy/grafana/manifest.json')).toThrow(
      'deploy/grafana/manifest.json: expected the list that camwatch dashboards build writes, got something else; remove it with the files beside it and build again',
    );
  });
});
