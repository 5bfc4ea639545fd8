import { z } from 'zod';
import type { Config } from '../../config/load-config.ts';
import { checkShapes } from '../../grafana/check/check-shapes.ts';
import { type EvaluatedRule, evaluateRules } from '../../grafana/check/evaluate-rule.ts';
import { lintContent } from '../../grafana/check/lint-content.ts';
import type { Problem } from '../../grafana/check/problem.ts';
import { type RunOptions, type RunResult, runQueries } from '../../grafana/check/run-queries.ts';
import type { GrafanaContent } from '../../grafana/content.ts';
import type { Part } from '../../grafana/provisioning/manifest.ts';
import type { AskInflux } from '../../grafana/reading/ask-influx.ts';
import { askCityInflux } from './ask-city-influx.ts';
import { InfluxAddress, Until } from './influx-fields.ts';
import { withSyntheticInflux } from './temporary-influx.ts';
import { type TriedPolicies, tryPolicies } from './try-policies.ts';

/** On which data dashboards and rules are checked. */
export const CheckGrafana = z.object({
  influx: InfluxAddress.optional().describe(
    'run the queries on this InfluxDB (default: one of its own with made-up points)',
  ),
  database: z
    .string()
    .optional()
    .meta({ value: 'name' })
    .describe('its database (default: that of the settings, else camwatch)'),
  atMs: Until.optional().describe(
    'as it would have been then, in the time of the city, or so long ago; otherwise now',
  ),
});

export interface CheckedGrafana extends Pick<RunResult, 'queryCount' | 'empty' | 'slowest'> {
  readonly data: 'made up' | 'of a city';
  readonly problems: readonly Problem[];
  /** Only of alerts. */
  readonly policies?: TriedPolicies['policies'];
  /** What the rules come to over the data; only on an InfluxDB of a city. */
  readonly alerts?: readonly EvaluatedRule[];
}

export interface CheckGrafanaContext {
  readonly config: Pick<Config, 'inventory' | 'settings'>;
  readonly content: GrafanaContent;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

/** Checks shape and rules of a part, and runs each of its queries. */
export async function checkGrafana(
  { config, content, env, stop }: CheckGrafanaContext,
  part: Part,
  { influx, database, atMs: nowMs = Date.now() }: z.output<typeof CheckGrafana>,
): Promise<CheckedGrafana> {
  const { inventory, settings } = config;
  const searchPath = env.PATH ?? '';
  const { leastIntervalMs } = content.dataSources[0];
  const check = (ask: AskInflux, empty: RunOptions['empty']) =>
    checkPart(part, content, { ask, empty, nowMs, leastIntervalMs, searchPath }, stop);
  if (influx !== undefined)
    return await check(await askCityInflux(settings, { influx, database }, env), 'note');
  return await withSyntheticInflux({ inventory, nowMs, searchPath }, stop, (ask) => check(ask, 'fault'));
}

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
