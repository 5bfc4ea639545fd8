import { expect, test } from 'vitest';
import { checkShapes } from '#grafana/check/check-shapes.ts';
import { renderProblem } from '#grafana/check/problem.ts';
import { aSmallContent, type Loose } from '#test/support/grafana-content.ts';

const checked = (change: (content: Loose) => void) => {
  const content: Loose = aSmallContent();
  change(content);
  return checkShapes(content).map(renderProblem);
};

test('what is right has the shapes of the SDK', () => {
  expect(checked(() => undefined)).toEqual([]);
});

test.each<readonly [string, (content: Loose) => void, string]>([
  [
    'a colour mode that does not exist',
    (content) => {
      content.dashboards[0].dashboard.panels[1].options.colorMode = 'rainbow';
    },
    'camwatch-city: panel 2 "Down": options: colorMode: shape: expected one of value, background, background_solid, none, got "rainbow"',
  ],
  [
    'a width in words',
    (content) => {
      content.dashboards[0].dashboard.panels[1].gridPos.w = 'six';
    },
    'camwatch-city: panels[1].gridPos.w: shape: expected number, got "six"',
  ],
  [
    'a key that nobody reads',
    (content) => {
      content.dashboards[0].dashboard.refesh = '1m';
    },
    'camwatch-city: shape: expected no other key, got "refesh"',
  ],
  [
    'a query that is not raw',
    (content) => {
      content.dashboards[0].dashboard.panels[1].targets[0].rawQuery = false;
    },
    'camwatch-city: panels[1].targets[0].rawQuery: shape: expected equal to constant, got false',
  ],
  [
    'a rule without a condition',
    (content) => {
      delete content.ruleGroups[0].rules[0].condition;
    },
    'rule group "devices": rules[0]: shape: expected the key "condition", got none',
  ],
  [
    'an expression that does not exist',
    (content) => {
      content.ruleGroups[0].rules[0].data[1].model.type = 'guess';
    },
    'rule group "devices": rules[0].data[1].model.type: shape: expected one of reduce, threshold, math, resample, classic_conditions, sql, got "guess"',
  ],
  [
    'mute timings as the builder of the SDK writes them',
    (content) => {
      content.muteTimings[0].time_intervals[0].times = [{ from: '22:00', to: '24:00' }];
    },
    'mute timing "planned work": time_intervals[0].times[0]: shape: expected the key "start_time", got none',
  ],
  [
    'a contact point of no kind',
    (content) => {
      content.contactPoints[0].type = 'pigeon';
    },
    'contact point "NOC": type: shape: expected one of alertmanager, dingding, discord, email, googlechat, kafka, line, opsgenie, pagerduty, pushover, sensugo, slack, teams, telegram, threema, victorops, webhook, wecom, got "pigeon"',
  ],
])('%s is found', (_what, change, message) => {
  expect(checked(change)).toContain(message);
});
