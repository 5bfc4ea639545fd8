import { type CheckedGrafana, CheckGrafana, checkGrafana } from '../../demo/preview/check-grafana.ts';
import { renderProblem } from '../../grafana/check/problem.ts';
import type { GrafanaContent } from '../../grafana/content.ts';
import type { Part } from '../../grafana/provisioning/manifest.ts';
import { buildCityContent } from '../../server/grafana/city-content.ts';
import { openConfig } from '../print/config-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';
import { LANG, languageIn } from './content-language.ts';
import { renderAlerts } from './render-alerts.ts';

const DESCRIPTIONS: Readonly<Record<Part, string>> = {
  dashboards: 'Check every dashboard: its shape, our rules, and each query on an InfluxDB.',
  alerts: 'Check rules, contact points and policies, run each query, and say which alerts would fire.',
};

const { influx, database, atMs } = CheckGrafana.shape;

/** `camwatch dashboards check` and `camwatch alerts check`. */
export const buildCheckPartCommand = (part: Part) =>
  defineCommand({
    name: 'check',
    description: DESCRIPTIONS[part],
    options: { config: CONFIG, influx, database, lang: LANG, atMs, json: TOLD.json },
    help: `
Queries are interpolated as Grafana does it, with each value of each variable. On made-up points every query must find
something; on an InfluxDB of a city (--influx) what finds nothing is listed, since nothing may have broken yet.${
      part === 'alerts'
        ? '\nWith --influx the rules are evaluated too: query, reduction and threshold, for as long as each rule wants.'
        : ''
    }
Exit code 1 when there is a problem.

Examples:
  camwatch ${part} check
  camwatch ${part} check --influx http://127.0.0.1:8086 --json
  camwatch ${part} check --influx http://127.0.0.1:8086 --at 2026-11-26T08:00+07:00`,
    open: openConfig,
    run: async ({ config, cli: { env, stop } }, options) => {
      const content = buildCityContent(config, { language: languageIn(config, options) });
      return { content, checked: await checkGrafana({ config, content, env, stop }, part, options) };
    },
    json: ({ checked }) => checked,
    render: ({ content, checked }) => renderChecked(part, content, checked),
    isProblem: ({ checked }) => checked.problems.length > 0,
  });

function renderChecked(
  part: Part,
  content: GrafanaContent,
  { data, problems, policies, queryCount, empty, slowest, alerts }: CheckedGrafana,
): readonly string[] {
  const rules = content.ruleGroups.reduce((count, { rules = [] }) => count + rules.length, 0);
  const what = part === 'dashboards' ? `${content.dashboards.length} dashboards` : `${rules} rules`;
  return [
    ...problems.map(renderProblem),
    ...(problems.length > 0 ? [''] : []),
    `${what}, ${queryCount} different queries: ${problems.length === 0 ? 'no problem' : `${problems.length} problems`}`,
    ...(policies ? [`policies, as Alertmanager reads them: ${policies}`] : []),
    ...(slowest ? [`slowest: ${Math.round(slowest.tookMs)} ms, ${slowest.where}`] : []),
    ...(data === 'of a city' ? renderEmpty(empty) : []),
    ...(alerts ? ['', ...renderAlerts(alerts)] : []),
  ];
}

const NAMED_EMPTY = 20;

function renderEmpty(empty: readonly string[]): readonly string[] {
  const unnamed = empty.length - NAMED_EMPTY;
  return [
    ...(empty.length > 0 ? [`${empty.length} found nothing:`] : []),
    ...empty.slice(0, NAMED_EMPTY).map((where) => `  ${where}`),
    ...(unnamed > 0 ? [`  and ${unnamed} more (--json lists all)`] : []),
  ];
}
