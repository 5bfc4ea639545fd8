import { describe, expect, test } from 'vitest';
import { Settings } from '#config/settings/settings-schema.ts';
import { checkShapes } from '#grafana/check/check-shapes.ts';
import { lintContent } from '#grafana/check/lint-content.ts';
import { renderProblem } from '#grafana/check/problem.ts';
import { doubleDollars } from '#grafana/provisioning/dollars.ts';
import { buildCityContent } from '#server/grafana/city-content.ts';
import type { Loose } from '#test/support/grafana-content.ts';
import { HANOI } from '#test/support/hanoi.ts';

const city = {
  name: 'Hà Nội',
  name_en: 'Hanoi',
  time_zone: 'Asia/Ho_Chi_Minh',
  area_list: '2025-07-01',
};
/** The sample city with people whom Grafana tells, so that there are policies to check. */
const { grafana } = Settings.parse({
  city,
  profiles: { camera: { reach: { prober: 'icmp' } } },
  grafana: {
    influx: { version: '2', url: 'http://10.0.0.5:8086', secret: 'env:INFLUX_TOKEN' },
    contact_points: {
      noc: { type: 'email', addresses: ['noc@example.org'] },
      police: { type: 'email', addresses: ['a@example.org'], agency: 'cong-an-thanh-pho' },
      'ba-dinh': {
        type: 'email',
        addresses: ['b@example.org'],
        agency: 'cong-an-thanh-pho',
        district: 'ba-dinh',
      },
    },
  },
});
const TOLD = { ...HANOI, settings: { ...HANOI.settings, grafana } };

const built = (language: 'vi' | 'en' = 'vi'): Loose =>
  JSON.parse(JSON.stringify(buildCityContent(TOLD, { language })));

test('two agencies of one name have a team each: neither looks into the folder of the other', () => {
  const name = 'Công an thành phố Hà Nội';
  const agencies = new Map(HANOI.inventory.agencies);
  for (const id of ['cong-an-thanh-pho', 'ubnd-phuong-ba-dinh']) {
    const agency = agencies.get(id);
    if (agency) agencies.set(id, { ...agency, name });
  }
  const inventory = { ...HANOI.inventory, agencies };

  const { folders } = buildCityContent({ ...TOLD, inventory }, { language: 'vi' });

  const viewers = folders.flatMap(({ viewers = [] }) => viewers);
  expect(new Set(viewers).size).toBe(viewers.length);
  expect(viewers.filter((team) => team.startsWith(name))).toEqual([
    `${name} (camwatch-folder-cong-an-thanh-pho)`,
    `${name} (camwatch-folder-ubnd-phuong-ba-dinh)`,
  ]);
});

test.each(['vi', 'en'] as const)('the sample city in %s is without a fault', (language) => {
  const content = built(language);

  expect([...checkShapes(content), ...lintContent(content)].map(renderProblem)).toEqual([]);
  expect(content.dashboards.length).toBeGreaterThan(10);
  expect(content.policies).toBeDefined();
});

test('the data source is the one that the settings name for reading', () => {
  expect(built().dataSources).toEqual([
    {
      uid: 'camwatch-influx',
      name: 'camwatch',
      url: 'http://10.0.0.5:8086',
      database: 'camwatch',
      version: 2,
      secret: 'env:INFLUX_TOKEN',
      leastIntervalMs: 60_000,
    },
  ]);
  expect(buildCityContent(HANOI, { language: 'vi' }).dataSources).toMatchObject([
    { url: 'http://127.0.0.1:8086', version: 1 },
  ]);
});

describe('of the sample city', () => {
  const wall = (content: Loose) =>
    content.dashboards.find(({ dashboard }: Loose) => dashboard.uid === 'camwatch-city').dashboard;
  const tile = (content: Loose) => wall(content).panels.find(({ type }: Loose) => type === 'stat');
  const ruleQuery = (content: Loose) => content.ruleGroups[0].rules[0].data[0].model;
  const mutedChild = (policy: Loose, isBelowMuted = false): Loose => {
    const isMuted = policy.mute_time_intervals?.length > 0;
    if (isMuted && isBelowMuted) return policy;
    for (const route of policy.routes ?? []) {
      const found = mutedChild(route, isMuted);
      if (found) return found;
    }
    return undefined;
  };

  test.each<readonly [string, (content: Loose) => void, RegExp]>([
    [
      'a wrong measurement',
      (content) => {
        const [query] = tile(content).targets;
        query.query = query.query.replaceAll('"fleet_city"', '"fleet"');
      },
      /^camwatch-city: panel \d+ ".+": query A: measurement: expected a measurement of core\/names\/series.ts in its policy, got "raw"."fleet"$/m,
    ],
    [
      'an unresolved variable in a rule',
      (content) => {
        ruleQuery(content).query = ruleQuery(content).query.replace(
          '$timeFilter',
          '$timeFilter AND "agency" = \'$agency\'',
        );
      },
      /^rule "camwatch-[a-z-]+": query [A-Z_]+: no-variables: expected no variable: a rule has no dashboard, got "agency" in SELECT/m,
    ],
    [
      'a unit that is missing',
      (content) => {
        delete tile(content).fieldConfig.defaults.unit;
      },
      /^camwatch-city: panel \d+ ".+": unit: expected a unit, got none$/m,
    ],
    [
      'a mute that is not inherited',
      (content) => {
        mutedChild(content.policies).mute_time_intervals = [];
      },
      /^policy .+ > .+: policy-mute-not-inherited: expected the mute ".+" of the policy above it, got none$/m,
    ],
    [
      'two columns in an alert query',
      (content) => {
        ruleQuery(content).query = ruleQuery(content).query.replace(
          'SELECT ',
          'SELECT last("up") AS "second", ',
        );
      },
      /^rule "camwatch-[a-z-]+": query [A-Z_]+: one-column: expected one column, since labels tell series apart, got 2 columns$/m,
    ],
    [
      'panels that overlap',
      (content) => {
        tile(content).gridPos.w += 1;
      },
      /^camwatch-city: panel \d+ ".+": overlap: expected a place of its own, got one that panel \d+ ".+" lies in as well$/m,
    ],
    [
      'a uid twice',
      (content) => {
        content.dashboards[1].dashboard.uid = content.dashboards[0].dashboard.uid;
      },
      /^camwatch-city: uid: expected each uid once, got "camwatch-city" for ".+" and ".+"$/m,
    ],
    [
      'a uid over 40 characters',
      (content) => {
        content.dashboards.at(-1).dashboard.uid = 'camwatch-agency-'.padEnd(41, 'x');
      },
      /^dashboard ".+": uid: expected a uid of a-z, 0-9 and dashes, at most 40 characters, got "camwatch-agency-x+" \(41 characters\)$/m,
    ],
  ])('%s is found', (_what, change, message) => {
    const content = built();
    change(content);

    expect(lintContent(content).map(renderProblem).join('\n')).toMatch(message);
  });
});

test('no title needs its dollars doubled by accident', () => {
  const { folders, ruleGroups } = built();
  const titles = [...folders, ...ruleGroups, ...ruleGroups.flatMap(({ rules }: Loose) => rules)].map(
    ({ title }: Loose) => title,
  );

  expect(titles.filter((title) => doubleDollars(title) !== title)).toEqual([]);
});
