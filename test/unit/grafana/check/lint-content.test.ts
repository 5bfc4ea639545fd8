import { describe, expect, test } from 'vitest';
import { lintContent } from '#grafana/check/lint-content.ts';
import { renderProblem } from '#grafana/check/problem.ts';
import { aQuery, aSmallContent, DISTRICT_QUERY, type Loose } from '#test/support/grafana-content.ts';

const linted = (change: (content: Loose) => void) => {
  const content: Loose = aSmallContent();
  change(content);
  return lintContent(content).map(renderProblem);
};
const dashboardOf = (content: Loose) => content.dashboards[0].dashboard;
const panelOf = (content: Loose, id: number) =>
  dashboardOf(content).panels.find((panel: Loose) => panel.id === id);
const ruleOf = (content: Loose) => content.ruleGroups[0].rules[0];
const modelOf = (content: Loose) => ruleOf(content).data[0].model;

/** Changes the query of the stat panel. */
const asking = (change: (query: string) => string) => (content: Loose) => {
  panelOf(content, 2).targets[0].query = change(DISTRICT_QUERY);
};

test('nothing is wrong with what is right', () => {
  expect(linted(() => undefined)).toEqual([]);
});

const STAT = 'camwatch-city: panel 2 "Down"';

type Mutant = readonly [what: string, change: (content: Loose) => void, message: string];

const DASHBOARD_MUTANTS: readonly Mutant[] = [
  [
    'a uid over 40 characters',
    (content) => {
      dashboardOf(content).uid = 'camwatch-contractor-with-a-name-over-forty';
      dashboardOf(content).panels[1].fieldConfig.defaults.links = [];
      ruleOf(content).annotations = {};
    },
    'dashboard "City": uid: expected a uid of a-z, 0-9 and dashes, at most 40 characters, got "camwatch-contractor-with-a-name-over-forty" (42 characters)',
  ],
  [
    'a uid of other letters',
    (content) => {
      content.folders[1].uid = 'Cảnh_báo';
      content.ruleGroups[0].folderUid = 'Cảnh_báo';
    },
    'folder "Cảnh báo": uid: expected a uid of a-z, 0-9 and dashes, at most 40 characters, got "Cảnh_báo"',
  ],
  [
    'a uid twice',
    (content) => {
      const other = structuredClone(content.dashboards[0]);
      other.dashboard.title = 'Other';
      content.dashboards.push(other);
    },
    'camwatch-city: uid: expected each uid once, got "camwatch-city" for "City" and "Other"',
  ],
  [
    'a dashboard that people may edit',
    (content) => {
      dashboardOf(content).editable = true;
    },
    'camwatch-city: uneditable: expected editable false, got true',
  ],
  [
    'an id of one server',
    (content) => {
      dashboardOf(content).id = 7;
    },
    'camwatch-city: no-id: expected no id: it is the server that gives one, got 7',
  ],
  [
    'a dashboard in a folder of others',
    (content) => {
      content.dashboards[0].folderUid = 'theirs';
    },
    'camwatch-city: folder: expected a folder of ours, got "theirs"',
  ],
  [
    'a variable that is not asked for again',
    (content) => {
      dashboardOf(content).templating.list[0].refresh = 0;
    },
    'camwatch-city: variable district: var-refresh: expected refresh 1 or 2, got 0',
  ],
  [
    'a variable within a time range that is not asked for at another range',
    (content) => {
      const variable = dashboardOf(content).templating.list[0];
      variable.query = `${variable.query} WHERE $timeFilter`;
      variable.definition = variable.query;
    },
    'camwatch-city: variable district: var-refresh: expected refresh 2, got 1',
  ],
  [
    'a variable without a definition',
    (content) => {
      delete dashboardOf(content).templating.list[0].definition;
    },
    'camwatch-city: variable district: var-definition: expected its query as the definition, got none',
  ],
  [
    'a variable that asks for itself',
    (content) => {
      const variable = dashboardOf(content).templating.list[0];
      variable.query = `${variable.query} WHERE "district" =~ /^\${district:regex}$/`;
      variable.definition = variable.query;
    },
    'camwatch-city: variable district: unresolved: expected no variable, got "district" in SHOW TAG VALUES FROM "raw"."fleet_district" WITH KEY = "district" WHERE "district" =~ /^${district:regex}$/',
  ],
  [
    'a panel without an id',
    (content) => {
      delete panelOf(content, 4).id;
    },
    'camwatch-city: panel (no id) "Map": panel-id: expected an id from 1 on, got none',
  ],
  [
    'an id of two panels',
    (content) => {
      panelOf(content, 4).id = 3;
    },
    'camwatch-city: panel-id: expected each id once, got panel 3 "Table" and panel 3 "Map"',
  ],
  [
    'a panel without a title',
    (content) => {
      panelOf(content, 4).title = '';
    },
    'camwatch-city: panel 4 "": title-description: expected a title, got none',
  ],
  [
    'a panel without a description',
    (content) => {
      delete panelOf(content, 4).description;
    },
    'camwatch-city: panel 4 "Map": title-description: expected a description, got none',
  ],
  [
    'a panel without a query',
    (content) => {
      panelOf(content, 4).targets = [];
    },
    'camwatch-city: panel 4 "Map": no-targets: expected a query, got none',
  ],
  [
    'a number without a unit',
    (content) => {
      delete panelOf(content, 2).fieldConfig.defaults.unit;
    },
    `${STAT}: unit: expected a unit, got none`,
  ],
  [
    'a tile without a reducer',
    (content) => {
      panelOf(content, 2).options.reduceOptions.calcs = [];
    },
    `${STAT}: reduce-calcs: expected a reducer such as lastNotNull, got []`,
  ],
  [
    'a map without a tooltip',
    (content) => {
      panelOf(content, 4).options.tooltip.mode = 'none';
    },
    'camwatch-city: panel 4 "Map": geomap-tooltip: expected the mode "details", got "none"',
  ],
  [
    'a refId of two queries',
    (content) => {
      panelOf(content, 2).targets.push(aQuery(DISTRICT_QUERY));
    },
    `${STAT}: ref-id: expected each refId once, got "A" twice`,
  ],
  [
    'a data source of others',
    (content) => {
      panelOf(content, 2).targets[0].datasource = { type: 'influxdb', uid: 'theirs' };
    },
    `${STAT}: datasource: expected the data source camwatch-influx, got "theirs"`,
  ],
  [
    'a query without a data source',
    (content) => {
      delete panelOf(content, 2).targets[0].datasource;
    },
    `${STAT}: datasource: expected the data source camwatch-influx, got none`,
  ],
  [
    'panels that overlap',
    (content) => {
      panelOf(content, 3).gridPos.x = 11;
      panelOf(content, 3).gridPos.w = 13;
    },
    `${STAT}: overlap: expected a place of its own, got one that panel 3 "Table" lies in as well`,
  ],
  [
    'panels that overlap in a folded row',
    (content) => {
      const [row] = dashboardOf(content).panels;
      const inner = [11, 12].map((id) => ({
        ...panelOf(content, 3),
        id,
        gridPos: { x: 0, y: 2, w: 12, h: 4 },
      }));
      Object.assign(row, { collapsed: true, panels: inner });
    },
    'camwatch-city: panel 11 "Table": overlap: expected a place of its own, got one that panel 12 "Table" lies in as well',
  ],
  [
    'a panel that sticks out',
    (content) => {
      panelOf(content, 3).gridPos.w = 13;
    },
    'camwatch-city: panel 3 "Table": overlap: expected a place within 24 columns, got {"x":12,"y":1,"w":13,"h":4}',
  ],
  [
    'a title with an unknown variable',
    (content) => {
      panelOf(content, 2).title = 'Down in $ward';
    },
    'camwatch-city: panel 2 "Down in $ward": unresolved: expected a variable of the dashboard, got "ward" in "Down in $ward"',
  ],
  [
    'a link to no dashboard',
    (content) => {
      panelOf(content, 2).fieldConfig.defaults.links[0].url = '/d/camwatch-ward?var-district=x';
    },
    `${STAT}: link: expected a dashboard of ours, got "camwatch-ward" in /d/camwatch-ward?var-district=x`,
  ],
  [
    'a link with a variable that is not there',
    (content) => {
      panelOf(content, 2).fieldConfig.defaults.links[0].url = '/d/camwatch-city?var-ward=x';
    },
    `${STAT}: link: expected a variable of camwatch-city, got "ward" in /d/camwatch-city?var-ward=x`,
  ],
  [
    'a series without an alias',
    (content) => {
      delete panelOf(content, 2).targets[0].alias;
    },
    `${STAT}: query A: alias: expected an alias for district, got none`,
  ],
  [
    'a table of tags in any order',
    (content) => {
      panelOf(content, 3).transformations = [];
    },
    'camwatch-city: panel 3 "Table": query A: table-order: expected the transformation organize: tags come in any order, got none',
  ],
];

const QUERY_MUTANTS: readonly Mutant[] = [
  [
    'a wrong measurement',
    asking((query) => query.replace('fleet_district', 'fleet_districts')),
    `${STAT}: query A: measurement: expected a measurement of core/names/series.ts in its policy, got "raw"."fleet_districts"`,
  ],
  [
    'a measurement in another policy',
    asking((query) => query.replace('"raw"."fleet_district"', '"raw"."sla"')),
    `${STAT}: query A: measurement: expected a measurement of core/names/series.ts in its policy, got "raw"."sla"`,
  ],
  [
    'a measurement without its policy',
    asking((query) => query.replace('"raw"."fleet_district"', '"fleet_district"')),
    `${STAT}: query A: measurement: expected a measurement of core/names/series.ts in its policy, got "fleet_district" without a policy`,
  ],
  [
    'a field that nobody writes',
    asking((query) => query.replace('mean("down")', 'mean("lost")')),
    `${STAT}: query A: name: expected a tag or field of "raw"."fleet_district", got "lost"`,
  ],
  [
    'a roll-up of the field that only the readings have',
    (content) => {
      panelOf(content, 4).targets[0].query =
        'SELECT max("in_bps_max") AS "district" FROM "raw"."traffic" WHERE $timeFilter';
    },
    'camwatch-city: panel 4 "Map": query A: name: expected a tag or field of "raw"."traffic", got "in_bps_max"',
  ],
  [
    'an unknown variable',
    asking((query) => query.replace('${district:regex}', '${ward:regex}')),
    `${STAT}: query A: unresolved: expected one of district, got "ward" in ${DISTRICT_QUERY.replace('${district:regex}', '${ward:regex}')}`,
  ],
  [
    'an unknown format',
    asking((query) => query.replace(':regex', ':regexp')),
    `${STAT}: query A: unresolved: expected one of district, got "district:regexp" in ${DISTRICT_QUERY.replace(':regex', ':regexp')}`,
  ],
  [
    'a query of all time',
    asking((query) => query.replace('AND $timeFilter ', '')),
    `${STAT}: query A: time-filter: expected every measurement read within $timeFilter, got ${DISTRICT_QUERY.replace('AND $timeFilter ', '')}`,
  ],
  [
    'a second statement',
    asking((query) => `${query}; DROP MEASUREMENT "reach"`),
    `${STAT}: query A: one-statement: expected one statement, since the second is dropped, got ${DISTRICT_QUERY}; DROP MEASUREMENT "reach"`,
  ],
  [
    'alternatives that are not kept together',
    asking((query) => query.replace("'camera' AND", "'camera' OR \"kind\" = 'nvr' AND")),
    `${STAT}: query A: or-parens: expected OR inside parentheses, got ${DISTRICT_QUERY.replace("'camera' AND", "'camera' OR \"kind\" = 'nvr' AND")}`,
  ],
  [
    'a variable in quotes',
    asking((query) => query.replace('=~ /^${district:regex}$/', "= '$district'")),
    `${STAT}: query A: var-in-quotes: expected a variable in =~ /^\${name:regex}$/, where it is escaped, got '$district'`,
  ],
  [
    'an expression that a part matches',
    asking((query) => query.replace('/^${district:regex}$/', '/${district:regex}/')),
    `${STAT}: query A: regex-anchors: expected the expression anchored as /^…$/, got /\${district:regex}/`,
  ],
];

const RULE = 'rule "camwatch-devices-down"';

const RULE_MUTANTS: readonly Mutant[] = [
  [
    'an interval between the steps',
    (content) => {
      content.ruleGroups[0].interval = 45;
    },
    'rule group "devices": interval: expected a multiple of 10 s, got 45 s',
  ],
  [
    'a uid over 40 characters',
    (content) => {
      ruleOf(content).uid = 'camwatch-devices-down-'.repeat(2);
    },
    'rule "camwatch-devices-down-camwatch-devices-down-": uid: expected a uid of a-z, 0-9 and dashes, at most 40 characters, got "camwatch-devices-down-camwatch-devices-down-" (44 characters)',
  ],
  [
    'a uid twice',
    (content) => {
      content.ruleGroups[0].rules.push({ ...ruleOf(content), title: 'Other' });
    },
    'rule camwatch-devices-down: uid: expected each uid once, got "camwatch-devices-down" for "Devices down" and "Other"',
  ],
  [
    'a title twice in a folder',
    (content) => {
      content.ruleGroups[0].rules.push({ ...ruleOf(content), uid: 'camwatch-other' });
    },
    'rules of camwatch-alerts: title: expected each title once in a folder, got "camwatch-alerts/Devices down" twice',
  ],
  [
    'a title that is too long',
    (content) => {
      ruleOf(content).title = 'x'.repeat(191);
    },
    'rule group "devices": title: expected a title of 1 to 190 characters, got 191 characters',
  ],
  [
    'a condition that is no query',
    (content) => {
      ruleOf(content).condition = 'D';
    },
    `${RULE}: condition: expected one of A, B, C, got "D"`,
  ],
  [
    'an expression over no query',
    (content) => {
      ruleOf(content).data[1].model.expression = 'X';
    },
    `${RULE}: query B: expression: expected one of A, B, C, got "X"`,
  ],
  [
    'a sum over no query',
    (content) => {
      ruleOf(content).data[1].model = {
        ...ruleOf(content).data[1].model,
        type: 'math',
        expression: '$A / $Y',
      };
    },
    `${RULE}: query B: expression: expected one of A, B, C, got "Y"`,
  ],
  [
    'a range that ends before it begins',
    (content) => {
      ruleOf(content).data[0].relativeTimeRange = { from: 0, to: 600 };
    },
    `${RULE}: query A: range: expected a range that begins before it ends, got 0 s to 600 s ago`,
  ],
  [
    'a variable',
    (content) => {
      modelOf(content).query = modelOf(content).query.replace("= 'camera'", '=~ /^$kind$/');
    },
    `${RULE}: query A: no-variables: expected no variable: a rule has no dashboard, got "kind" in SELECT last("down") AS "down" FROM "raw"."fleet_agency_district" WHERE "kind" =~ /^$kind$/ AND "indicator" = 'reach' AND $timeFilter GROUP BY "agency", "district"`,
  ],
  [
    'a macro of the front end',
    (content) => {
      modelOf(content).query = modelOf(content).query.replace(
        'AND $timeFilter',
        'AND $timeFilter AND time > $__from',
      );
    },
    `${RULE}: query A: no-variables: expected no variable: a rule has no dashboard, got "__from" in SELECT last("down") AS "down" FROM "raw"."fleet_agency_district" WHERE "kind" = 'camera' AND "indicator" = 'reach' AND $timeFilter AND time > $__from GROUP BY "agency", "district"`,
  ],
  [
    'buckets of a second',
    (content) => {
      delete modelOf(content).intervalMs;
    },
    `${RULE}: query A: interval-ms: expected intervalMs: $__interval would be a second, got none`,
  ],
  [
    'two columns',
    (content) => {
      modelOf(content).query = modelOf(content).query.replace('SELECT', 'SELECT last("up") AS "up",');
    },
    `${RULE}: query A: one-column: expected one column, since labels tell series apart, got 2 columns`,
  ],
  [
    'a table',
    (content) => {
      modelOf(content).resultFormat = 'table';
    },
    `${RULE}: query A: format: expected time_series, got "table"`,
  ],
  [
    'a wrong measurement',
    (content) => {
      modelOf(content).query = modelOf(content).query.replace('fleet_agency_district', 'fleet');
    },
    `${RULE}: query A: measurement: expected a measurement of core/names/series.ts in its policy, got "raw"."fleet"`,
  ],
  [
    'a label of the server',
    (content) => {
      ruleOf(content).labels.alertname = 'x';
    },
    `${RULE}: label: expected a label that Grafana does not set itself, got "alertname"`,
  ],
  [
    'a variable of the environment',
    (content) => {
      ruleOf(content).annotations.summary = '{{ $labels.agency }} of ${CITY}';
    },
    `${RULE}: annotation: expected no \${…}: from a file it would be read as a variable, got "{{ $labels.agency }} of \${CITY}"`,
  ],
  [
    'an unknown receiver',
    (content) => {
      ruleOf(content).notification_settings = { receiver: 'Nobody' };
    },
    `${RULE}: receiver: expected a contact point of ours, got "Nobody"`,
  ],
  [
    'a data source of others',
    (content) => {
      ruleOf(content).data[0].datasourceUid = 'theirs';
    },
    `${RULE}: query A: datasource: expected the data source camwatch-influx, got "theirs"`,
  ],
  [
    'a panel that is not there',
    (content) => {
      ruleOf(content).annotations.__panelId__ = '99';
    },
    `${RULE}: panel-link: expected a panel of camwatch-city, got panel 99`,
  ],
  [
    'a dashboard that is not there',
    (content) => {
      ruleOf(content).annotations.__dashboardUid__ = 'theirs';
    },
    `${RULE}: panel-link: expected a dashboard of ours, got "theirs"`,
  ],
];

const POLICY_MUTANTS: readonly Mutant[] = [
  [
    'an unknown receiver',
    (content) => {
      content.policies.routes[0].receiver = 'Nobody';
    },
    'policy (NOC) > agency=police: policy-receiver: expected a contact point of ours, got "Nobody"',
  ],
  [
    'a root without a receiver',
    (content) => {
      delete content.policies.receiver;
    },
    'policy (root): policy-receiver: expected a contact point, got none',
  ],
  [
    'an unknown mute timing',
    (content) => {
      content.muteTimings = [];
    },
    'policy (NOC) > agency=police: policy-mute: expected a mute timing of ours, got "planned work"',
  ],
  [
    'a mute at the root',
    (content) => {
      content.policies.mute_time_intervals = ['planned work'];
    },
    'policy (root): policy-mute: expected no mute timing at the root, got planned work',
  ],
  [
    'a mute that a child does not inherit',
    (content) => {
      delete content.policies.routes[0].routes[0].mute_time_intervals;
    },
    'policy (NOC) > agency=police > district=ba-dinh: policy-mute-not-inherited: expected the mute "planned work" of the policy above it, got none',
  ],
];

describe.each([
  ['dashboards', DASHBOARD_MUTANTS],
  ['queries', QUERY_MUTANTS],
  ['rules', RULE_MUTANTS],
  ['policies', POLICY_MUTANTS],
])('of %s', (_kind, mutants) => {
  test.each(mutants)('%s is found', (_what, change, message) => {
    expect(linted(change)).toContain(message);
  });
});
