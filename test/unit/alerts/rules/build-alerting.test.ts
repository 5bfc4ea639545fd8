import { readFileSync } from 'node:fs';
import type { Rule } from '@grafana/grafana-foundation-sdk/alerting';
import { describe, expect, test } from 'vitest';
import { buildAlerting } from '#alerts/rules/build-alerting.ts';
import { lintPolicies } from '#grafana/check/lint-policies.ts';
import { lintRuleGroups } from '#grafana/check/lint-rules.ts';
import { MOST_UID_CHARACTERS } from '#grafana/uid.ts';
import { alertedCity } from '../../../support/alerted-city.ts';
import { HANOI } from '../../../support/hanoi.ts';
import { plannedWork } from '../../../support/planned-work.ts';

const OPTIONS = { language: 'vi', dataSourceUid: 'camwatch-influx', maintenance: [] } as const;
const IN_VIETNAMESE = buildAlerting(HANOI, OPTIONS);
const IN_ENGLISH = buildAlerting(HANOI, { ...OPTIONS, language: 'en' });
const rulesOf = ({ ruleGroups }: typeof IN_ENGLISH): readonly Rule[] =>
  ruleGroups.flatMap(({ rules = [] }) => rules);
const ruleOf = (uid: string, alerting = IN_ENGLISH) => rulesOf(alerting).find((rule) => rule.uid === uid);
const modelsOf = (rule: Rule | undefined): readonly Record<string, unknown>[] =>
  (rule?.data ?? []).map(({ model }) => ({ ...model }));
const queriesOf = (rule: Rule | undefined) =>
  modelsOf(rule).flatMap(({ query }) => (query === undefined ? [] : [String(query)]));
const conditionOf = (rule: Rule | undefined) =>
  modelsOf(rule).find(({ refId }) => refId === rule?.condition)?.expression;

describe('rules', () => {
  test('are few, whatever the city has', () => {
    expect(rulesOf(IN_ENGLISH).map(({ uid }) => uid)).toEqual([
      'camwatch-collector-silent',
      'camwatch-collector-blind',
      'camwatch-influx-drops',
      'camwatch-influx-queue',
      'camwatch-incidents-late',
      'camwatch-incidents-restarted',
      'camwatch-messages-waiting',
      'camwatch-messages-dead',
      'camwatch-collector-away',
      'camwatch-collector-behind',
      'camwatch-zone-uncovered',
      'camwatch-collector-stopped',
      'camwatch-devices-down',
      'camwatch-recorder-down',
      'camwatch-availability-low',
      'camwatch-link-down',
      'camwatch-budget-burn-fast',
      'camwatch-link-saturated',
      'camwatch-recorder-disk',
      'camwatch-recorder-retention',
      'camwatch-clock-drift',
      'camwatch-loss-high',
      'camwatch-latency-high',
      'camwatch-budget-burn-steady',
      'camwatch-link-saturated-p95',
      'camwatch-budget-burn-slow',
    ]);
  });

  test.each(rulesOf(IN_ENGLISH))('$uid is what Grafana takes', (rule) => {
    const queries = modelsOf(rule).filter(({ query }) => query !== undefined);

    expect(rule.uid?.length).toBeLessThanOrEqual(MOST_UID_CHARACTERS);
    expect(rule).toMatchObject({
      folderUID: 'camwatch-alerts',
      missingSeriesEvalsToResolve: 3,
      for: expect.stringMatching(/^\d+[smhd]$/),
      keep_firing_for: expect.stringMatching(/^\d+[smhd]$/),
      labels: { managed_by: 'camwatch', notify: expect.stringMatching(/^(page|none)$/) },
    });
    expect(queries.every(({ intervalMs }) => Number(intervalMs) >= 60_000)).toBe(true);
    expect(queriesOf(rule).filter((query) => !query.includes('$timeFilter'))).toEqual([]);
    expect(conditionOf(rule)).toBeTypeOf('string');
  });

  test('are asked at multiples of ten seconds', () => {
    expect(IN_ENGLISH.ruleGroups.map(({ interval }) => interval)).toEqual([60, 60, 300, 900]);
  });

  test('have titles of their own in both languages', () => {
    const titles = [IN_ENGLISH, IN_VIETNAMESE].map((one) => new Set(rulesOf(one).map(({ title }) => title)));

    expect(titles.map(({ size }) => size)).toEqual([26, 26]);
  });

  test('take no data and an error for an alarm only where nothing else would tell', () => {
    const alarming = rulesOf(IN_ENGLISH).filter(
      ({ noDataState, execErrState }) => noDataState !== 'KeepLast' || execErrState !== 'KeepLast',
    );

    expect(alarming).toMatchObject([
      { uid: 'camwatch-collector-silent', noDataState: 'Alerting', execErrState: 'Alerting' },
    ]);
  });

  test('page only for what camwatch cannot tell', () => {
    const paging = rulesOf(IN_ENGLISH).filter(({ labels }) => labels?.notify === 'page');

    expect(paging.map(({ uid }) => uid)).toEqual([
      'camwatch-collector-silent',
      'camwatch-collector-blind',
      'camwatch-influx-drops',
      'camwatch-influx-queue',
      'camwatch-incidents-late',
      'camwatch-incidents-restarted',
      'camwatch-messages-waiting',
      'camwatch-messages-dead',
      'camwatch-collector-away',
      'camwatch-collector-behind',
      'camwatch-zone-uncovered',
      'camwatch-collector-stopped',
    ]);
  });

  test('take the least availability that a contract asks for, and the limits of the settings', () => {
    expect(conditionOf(ruleOf('camwatch-availability-low'))).toBe('$AVAILABLE < 97');
    expect(conditionOf(ruleOf('camwatch-link-saturated'))).toBe('$IN >= 90 || $OUT >= 90');
    expect(conditionOf(ruleOf('camwatch-clock-drift'))).toBe('$AHEAD > 30 || $BEHIND + 30 < 0');
  });

  test('hold each contractor to the strictest contract that covers its devices', () => {
    const [query = ''] = queriesOf(ruleOf('camwatch-budget-burn-fast'));

    expect(query).toContain(
      `(sum("down")) / (sum("up") + sum("degraded") + sum("down")) / 0.015 AS "each_burn" FROM "raw"."fleet_contractor" WHERE "contractor" = 'nha-thau-a' AND "indicator" = 'reach'`,
    );
    expect(query).toContain(
      `(sum("down") + sum("unknown")) / (sum("up") + sum("degraded") + sum("down") + sum("unknown")) / 0.005 AS "each_burn" FROM "raw"."fleet_contractor" WHERE "contractor" = 'nha-thau-c' AND "indicator" = 'service'`,
    );
    expect(query).not.toContain('vien-thong');
  });

  test('look at the roll-ups where the window is long', () => {
    expect(
      queriesOf(ruleOf('camwatch-budget-burn-slow')).map((query) =>
        query.includes('"long"."fleet_contractor"'),
      ),
    ).toEqual([true, false]);
  });

  test('leave out budgets where no contract asks for an availability', () => {
    const uids = rulesOf(buildAlerting(alertedCity(), OPTIONS)).map(({ uid }) => uid);

    expect(uids.filter((uid) => uid?.includes('budget'))).toEqual([]);
    const low = ruleOf('camwatch-availability-low', buildAlerting(alertedCity(), OPTIONS));
    expect(low?.annotations?.description).not.toContain('hợp đồng');
    expect(conditionOf(low)).toBe('$AVAILABLE < 95');
  });
});

describe('without contact points', () => {
  test('the tree of the organisation is left alone', () => {
    const alerting = buildAlerting(alertedCity({}), OPTIONS);

    expect(alerting).toMatchObject({ muteTimings: [], templates: [], contactPoints: [] });
    expect(alerting.policies).toBeUndefined();
    expect(rulesOf(alerting).length).toBeGreaterThan(0);
  });
});

describe('the lint of rules and policies finds nothing', () => {
  test.each(['vi', 'en'] as const)('in %s, with planned work', (language) => {
    const maintenance = [
      plannedWork({ entities: ['link:line-1'] }),
      plannedWork({ id: '2', entities: ['link:line-2'] }),
    ];
    const { ruleGroups, contactPoints, muteTimings, policies } = buildAlerting(alertedCity(), {
      ...OPTIONS,
      language,
      maintenance,
    });

    expect(muteTimings.map(({ name }) => name)).toEqual([
      'camwatch-shown-only',
      'camwatch-maintenance-1',
      'camwatch-maintenance-2',
    ]);
    expect(lintRuleGroups(ruleGroups, { dataSourceUids: [OPTIONS.dataSourceUid], contactPoints })).toEqual(
      [],
    );
    expect(policies && lintPolicies(policies, { contactPoints, muteTimings })).toEqual([]);
  });
});

describe('docs/grafana-alerts.md', () => {
  test('has a row for each rule, and for nothing else', () => {
    const page = readFileSync('docs/grafana-alerts.md', 'utf8');
    const table = page.slice(page.indexOf('## The rules'), page.indexOf('- **Counts'));
    const rows = [...table.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, name]) => `camwatch-${name}`);

    expect(rows.toSorted()).toEqual(
      rulesOf(IN_ENGLISH)
        .map(({ uid }) => uid)
        .toSorted(),
    );
  });

  test('says which send', () => {
    const page = readFileSync('docs/grafana-alerts.md', 'utf8');
    const sending = [...page.matchAll(/^\| `([a-z0-9-]+)`.*\*\*yes\*\*/gm)].map(
      ([, name]) => `camwatch-${name}`,
    );

    expect(sending).toEqual(
      rulesOf(IN_ENGLISH).flatMap(({ uid, labels }) => (labels?.notify === 'page' ? [uid] : [])),
    );
  });
});
