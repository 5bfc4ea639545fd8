import { describe, expect, test } from 'vitest';
import { type PlaceRow, synthesizePoints } from '#demo/preview/synthetic-points.ts';
import { evaluateRules } from '#grafana/check/evaluate-rule.ts';
import { renderProblem } from '#grafana/check/problem.ts';
import { type RunOptions, runQueries } from '#grafana/check/run-queries.ts';
import { startFilledInflux } from '#test/support/filled-influx.ts';
import { aSmallContent, DISTRICT_QUERY, type Loose } from '#test/support/grafana-content.ts';

const NOW_MS = Math.floor(Date.now() / 60_000) * 60_000;
const stop = new AbortController().signal;

/** Names that hurt where one is not quoted or escaped. */
const AWKWARD = [
  "D'Água (Leste)",
  '7 de Abril (A)',
  'Quận Đống Đa',
  'a.b*c+[d]',
  'x|y',
  'a/b',
  'C:\\x y',
  '"quoted"',
  '3',
];

const rows: readonly PlaceRow[] = AWKWARD.map((district, place) => ({
  device: `camera-${place}`,
  entity: `device:camera-${place}`,
  kind: 'camera',
  agency: `agency ${district}`,
  district,
  area: district,
}));

const run = async (change: (content: Loose) => void, empty: RunOptions['empty'] = 'fault-of-each') => {
  const { ask } = await startFilledInflux(synthesizePoints(rows, NOW_MS));
  const content: Loose = aSmallContent();
  change(content);
  const result = await runQueries(content, { ask, nowMs: NOW_MS, leastIntervalMs: 60_000, empty }, stop);
  return { ...result, problems: result.problems.map(renderProblem) };
};
const asking = (change: (query: string) => string) => (content: Loose) => {
  content.dashboards[0].dashboard.panels[1].targets[0].query = change(DISTRICT_QUERY);
};
const modelOf = (content: Loose) => content.ruleGroups[0].rules[0].data[0].model;
const STAT = 'camwatch-city: panel 2 "Down": query A';

describe('runQueries', () => {
  test('every query finds something for every awkward name', async () => {
    const { problems, queryCount, empty } = await run(() => undefined);

    expect(problems).toEqual([]);
    expect(empty).toEqual([]);
    // Two panels ask alike with each district; the third, the annotation, the variable and the rule ask once.
    expect(queryCount).toBe(AWKWARD.length + 4);
  });

  test.each([
    ['escaped by nobody', (query: string) => query.replace(':regex', '')],
    ['between quotes', (query: string) => query.replace('=~ /^${district:regex}$/', "= '${district}'")],
  ])('a name that is %s is found', async (_how, change) => {
    const { problems } = await run(asking(change));

    expect(problems).not.toEqual([]);
    expect(problems.every((problem) => problem.startsWith(STAT))).toBe(true);
  });

  test('a wrong measurement has no values', async () => {
    const { problems, empty } = await run(
      asking((query) => query.replace('fleet_district', 'fleet_town')),
      'fault',
    );

    expect(problems).toEqual([`${STAT}: no-values: expected a value for some choice, got none`]);
    expect(empty).toEqual([STAT]);
  });

  test('a city of its own may have nothing to tell yet', async () => {
    const { problems, empty } = await run(
      asking((query) => query.replace('fleet_district', 'fleet_town')),
      'note',
    );

    expect(problems).toEqual([]);
    expect(empty).toEqual([STAT]);
  });

  test('what InfluxDB refuses is told in its words', async () => {
    const { problems } = await run(
      asking(() => 'SELECT FROM "raw"."fleet_district"'),
      'note',
    );

    expect(problems).toEqual([
      `${STAT}: query: expected an answer, got error parsing query: found FROM, expected identifier, string, number, bool at line 1, char 8: SELECT FROM "raw"."fleet_district"`,
    ]);
  });

  test('a variable without values is found', async () => {
    const { problems } = await run((content) => {
      const [variable] = content.dashboards[0].dashboard.templating.list;
      variable.query = 'SHOW TAG VALUES FROM "raw"."fleet_town" WITH KEY = "district"';
    }, 'note');

    expect(problems).toEqual([
      'camwatch-city: variable district: no-values: expected values to choose from, got no value',
    ]);
  });

  test('a variable in a rule is found', async () => {
    const { problems } = await run((content) => {
      modelOf(content).query = modelOf(content).query.replace("= 'camera'", '=~ /^$kind$/');
    }, 'note');

    expect(problems[0]).toMatch(
      /^rule "camwatch-devices-down": query A: unresolved: expected a variable, got "kind" in SELECT/,
    );
  });

  test('two columns and labels that are not told apart are found', async () => {
    const wide = await run((content) => {
      modelOf(content).query = modelOf(content).query.replace('SELECT', 'SELECT last("up") AS "up",');
    });
    const same = await run((content) => {
      modelOf(content).query =
        'SELECT last("down") AS "down" FROM "raw"."fleet_agency_district", "raw"."fleet_district" WHERE $timeFilter';
    });

    expect(wide.problems).toEqual([
      'rule "camwatch-devices-down": query A: one-column: expected one column, got up, down',
    ]);
    expect(same.problems).toEqual([
      'rule "camwatch-devices-down": query A: labels: expected each set of labels once, got [] twice',
    ]);
  });
});

describe('evaluateRules', () => {
  const fleet = (district: string, downs: readonly number[]) =>
    downs.map(
      (down, minutesAgo) =>
        `fleet_agency_district,agency=police,district=${district},kind=camera,indicator=reach down=${down}i ${NOW_MS - minutesAgo * 60_000}`,
    );

  test('fires where the condition has held, waits where it has not, and is silent elsewhere', async () => {
    const lines = [
      ...fleet(
        'ba-dinh',
        Array.from({ length: 20 }, () => 12),
      ),
      ...fleet('dong-da', [12, 12, ...Array.from({ length: 18 }, () => 0)]),
      ...fleet(
        'tay-ho',
        Array.from({ length: 20 }, () => 3),
      ),
    ];
    const { ask } = await startFilledInflux([{ policy: 'raw', lines }]);

    const [rule] = await evaluateRules(aSmallContent().ruleGroups, { ask, nowMs: NOW_MS }, stop);

    const labels = { severity: 'critical', agency: 'police' };
    expect(rule?.alerts).toEqual([
      { labels: { ...labels, district: 'ba-dinh' }, state: 'firing', values: { B: 12, C: 1 } },
      { labels: { ...labels, district: 'dong-da' }, state: 'pending', values: { B: 12, C: 1 } },
      { labels: { ...labels, district: 'tay-ho' }, state: 'normal', values: { B: 3, C: 0 } },
    ]);
  });

  test.each([
    ['OK', 'normal'],
    ['KeepLast', 'normal'],
    ['NoData', 'no-data'],
    ['Alerting', 'firing'],
  ])('without data a rule that says %s is %s', async (noDataState, state) => {
    const { ask } = await startFilledInflux([]);
    const content: Loose = aSmallContent();
    content.ruleGroups[0].rules[0].noDataState = noDataState;

    const [rule] = await evaluateRules(content.ruleGroups, { ask, nowMs: NOW_MS }, stop);

    expect(rule?.alerts).toEqual([{ labels: { severity: 'critical' }, state, values: {} }]);
  });

  test('a query that is refused is an error of the rule', async () => {
    const { ask } = await startFilledInflux([]);
    const content: Loose = aSmallContent();
    modelOf(content).query = 'SELECT';

    const [rule] = await evaluateRules(content.ruleGroups, { ask, nowMs: NOW_MS }, stop);

    expect(rule).toMatchObject({ alerts: [], error: expect.stringContaining('error parsing query') });
  });
});
