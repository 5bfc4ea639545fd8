import { Command, Option } from 'commander';
import {
  buildServerAddress,
  detailOf,
  renderAuthorization,
} from '../../collector/influx/queue/server-address.ts';
import { loadConfig } from '../../config/load-config.ts';
import { resolveSecret } from '../../config/settings/secrets.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { createZone } from '../../core/time/zone.ts';
import { withSyntheticInflux } from '../../demo/preview/temporary-influx.ts';
import { type TriedPolicies, tryPolicies } from '../../demo/preview/try-policies.ts';
import { checkShapes } from '../../grafana/check/check-shapes.ts';
import { type EvaluatedRule, evaluateRules } from '../../grafana/check/evaluate-rule.ts';
import { lintContent } from '../../grafana/check/lint-content.ts';
import { type Problem, renderProblem } from '../../grafana/check/problem.ts';
import { type RunOptions, type RunResult, runQueries } from '../../grafana/check/run-queries.ts';
import type { GrafanaContent } from '../../grafana/content.ts';
import type { Part } from '../../grafana/provisioning/manifest.ts';
import { type AskInflux, createAskInflux } from '../../grafana/reading/ask-influx.ts';
import { buildCityContent } from '../../server/grafana/city-content.ts';
import type { Context } from '../shell/context.ts';
import { parseAddress } from './parse-address.ts';
import { END_EXPECTED, parseEnd } from './parse-end.ts';
import { renderAlerts } from './render-alerts.ts';

interface Options {
  readonly config: string;
  readonly influx?: string;
  readonly database?: string;
  readonly lang?: Language;
  readonly at?: string;
  readonly json?: boolean;
}

export interface CheckedGrafana extends Pick<RunResult, 'queryCount' | 'empty' | 'slowest'> {
  readonly data: 'made up' | 'of a city';
  readonly problems: readonly Problem[];
  /** Only of alerts. */
  readonly policies?: TriedPolicies['policies'];
  /** What the rules come to over the data; only on an InfluxDB of a city. */
  readonly alerts?: readonly EvaluatedRule[];
}

const DESCRIPTIONS: Readonly<Record<Part, string>> = {
  dashboards: 'Check every dashboard: its shape, our rules, and each query on an InfluxDB.',
  alerts: 'Check rules, contact points and policies, run each query, and say which alerts would fire.',
};

/** `camwatch dashboards check` and `camwatch alerts check`. */
export function buildCheckPartCommand(part: Part, context: Context): Command {
  const { terminal, reportProblem, stop, env } = context;
  return new Command('check')
    .description(DESCRIPTIONS[part])
    .option('--config <dir>', 'configuration folder', 'config/hanoi')
    .option(
      '--influx <url>',
      'run the queries on this InfluxDB (default: one of its own with made-up points)',
      parseAddress,
    )
    .option('--database <name>', 'its database (default: that of the settings, else camwatch)')
    .addOption(
      new Option('--lang <language>', 'language (default: that of the page in the settings)').choices(
        LANGUAGES,
      ),
    )
    .option(
      '--at <time>',
      'as it would have been then, in the time of the city, or so long ago; otherwise now',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
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
    )
    .action(async ({ config: dir, influx, database, lang, at, json }: Options, command: Command) => {
      const config = await loadConfig(dir);
      const content = buildCityContent(config, { language: lang ?? config.settings.page.language });
      const nowMs = parseEnd(at, createZone(config.settings.city.timeZone));
      if (nowMs === undefined)
        return command.error(`error: --at: expected ${END_EXPECTED}, got ${JSON.stringify(at)}`);
      const searchPath = env.PATH ?? '';
      const { leastIntervalMs } = content.dataSource;
      const check = (ask: AskInflux, empty: RunOptions['empty']) =>
        checkPart(part, content, { ask, empty, nowMs, leastIntervalMs, searchPath }, stop);
      const checked =
        influx === undefined
          ? await withSyntheticInflux({ inventory: config.inventory, nowMs, searchPath }, stop, (ask) =>
              check(ask, 'fault'),
            )
          : await check(await askOf(influx, database, config.settings, env), 'note');
      if (json) terminal.printJson(checked);
      else terminal.print(renderChecked(part, content, checked));
      if (checked.problems.length > 0) reportProblem();
    });
}

/** Asks as the user of the settings, where it is the InfluxDB of the settings: a password goes nowhere else. */
async function askOf(
  text: string,
  given: string | undefined,
  { influx }: Settings,
  env: NodeJS.ProcessEnv,
): Promise<AskInflux> {
  const isOurs = influx !== undefined && new URL(influx.url).origin === new URL(text).origin;
  const user = isOurs ? influx : undefined;
  const password = user?.password === undefined ? undefined : await resolveSecret(user.password, env);
  const database = given ?? influx?.database ?? USUAL_DATABASE;
  const address = buildServerAddress({ url: text, database, username: user?.username }, password);
  return createAskInflux({
    url: text,
    database,
    toDetail: detailOf(address),
    ...renderAuthorization(address),
  });
}

const USUAL_DATABASE = 'camwatch';

/** Everything that a part of the content is checked for; what the other part holds is only looked up. */
export async function checkPart(
  part: Part,
  content: GrafanaContent,
  options: RunOptions & { readonly searchPath: string },
  stop: AbortSignal,
): Promise<CheckedGrafana> {
  const own = ownContent(part, content);
  const lint = lintContent(content).filter((problem) => isOf(part, problem));
  const { problems, ...run } = await runQueries(own, options, stop);
  const tried = part === 'alerts' ? await tryPolicies(content, options.searchPath, stop) : undefined;
  const data = options.empty === 'note' ? 'of a city' : 'made up';
  return {
    data,
    problems: [...checkShapes(own), ...lint, ...(tried?.problems ?? []), ...problems],
    ...(tried && { policies: tried.policies }),
    ...run,
    ...(part === 'alerts' &&
      data === 'of a city' && { alerts: await evaluateRules(content.ruleGroups, options, stop) }),
  };
}

function ownContent(part: Part, content: GrafanaContent): GrafanaContent {
  if (part === 'dashboards') {
    const { policies: _, ...rest } = content;
    return { ...rest, ruleGroups: [], contactPoints: [], muteTimings: [], templates: [] };
  }
  return { ...content, dashboards: [] };
}

/** Rules, policies and the rest of alerting are named as such at the beginning of the place. */
const isOf = (part: Part, { where }: Problem): boolean =>
  /^(rules? |rule group |policy )/.test(where) === (part === 'alerts');

function renderChecked(
  part: Part,
  content: GrafanaContent,
  { data, problems, policies, queryCount, empty, slowest, alerts }: CheckedGrafana,
): string {
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
  ].join('\n');
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
