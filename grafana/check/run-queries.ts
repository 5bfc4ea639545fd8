import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import type { GrafanaContent } from '../content.ts';
import type { Answer, AskInflux } from '../reading/ask-influx.ts';
import { expandMacros, type QueryRange } from '../reading/expand-macros.ts';
import { interpolate, type Variable } from '../reading/interpolate.ts';
import { rangeOfPanel, type ShownRange } from '../reading/panel-interval.ts';
import { drawnPanelsOf, isInfluxQuery, namePanel, queriesOf } from '../reading/read-dashboard.ts';
import type { InfluxSeries } from '../reading/read-frames.ts';
import { parseRelativeTime } from '../reading/relative-time.ts';
import { type Choice, resolveVariables } from '../reading/resolve-variables.ts';
import { faultsOf, type Problem, shown as quoted } from './problem.ts';

export interface RunOptions {
  readonly ask: AskInflux;
  /** By data source, where they are not all one. */
  readonly askAt?: ((uid: string) => AskInflux) | undefined;
  readonly nowMs: number;
  /** No bucket is narrower. */
  readonly leastIntervalMs: number;
  /**
   * What an answer without any value is: `fault` where the data hold everything; `note` on a city's own, where nothing
   * may have broken yet; `fault-of-each` where every value of every variable must have something.
   */
  readonly empty: 'note' | 'fault' | 'fault-of-each';
}

export interface RunResult {
  readonly problems: readonly Problem[];
  readonly queryCount: number;
  /** Queries without a value for any choice of the variables. */
  readonly empty: readonly string[];
  readonly slowest: { readonly where: string; readonly tookMs: number } | undefined;
}

/** A variable with no more values is tried with all of them; of others a few, and those with letters that may hurt. */
const FEW_VALUES = 6;
const TRIED_OF_MANY = 2;

/** Runs every query of panels, variables, annotations and rules as Grafana would. */
export async function runQueries(
  { dashboards, ruleGroups }: Pick<GrafanaContent, 'dashboards' | 'ruleGroups'>,
  options: RunOptions,
  stop: AbortSignal,
): Promise<RunResult> {
  const tally = createTally(options);
  for (const { dashboard } of dashboards) await runDashboard(dashboard, tally, options, stop);
  for (const { uid, data } of ruleGroups.flatMap(({ rules = [] }) => rules)) {
    for (const { refId, relativeTimeRange, model } of data) {
      if (!isInfluxQuery(model)) continue;
      const { from = 0, to = 0 } = relativeTimeRange ?? {};
      const range = {
        fromMs: options.nowMs - from * 1_000,
        toMs: options.nowMs - to * 1_000,
        intervalMs: model.intervalMs ?? 1_000,
      };
      const where = `rule ${quoted(uid)}: query ${refId}`;
      const { uid: at } = model.datasource;
      const answer = await tally.run({ where, at, query: model.query, variables: [], range }, stop);
      if (answer.ok) tally.problems.push(...checkRuleSeries(where, answer.series));
    }
  }
  return tally.close();
}

/** A rule tells its alerts apart by their labels alone. */
function checkRuleSeries(where: string, series: readonly InfluxSeries[]): readonly Problem[] {
  const fault = faultsOf(where);
  const wide = series.find(({ columns }) => columns.length !== 2);
  if (wide) return [fault('one-column', 'one column', wide.columns.slice(1).join(', '))];
  const labels = series.map(({ tags = {} }) => JSON.stringify(Object.entries(tags).sort()));
  const twice = labels.find((label, place) => labels.indexOf(label) !== place);
  return twice === undefined ? [] : [fault('labels', 'each set of labels once', `${twice} twice`)];
}

async function runDashboard(
  dashboard: Dashboard & { readonly uid: string },
  tally: Tally,
  options: RunOptions,
  stop: AbortSignal,
): Promise<void> {
  const { uid } = dashboard;
  const range = rangeOfPanel({}, openingRange(dashboard, options));
  const resolve = (fixed: Readonly<Record<string, Variable['value']>>) =>
    resolveVariables(dashboard, { ask: tally.askAt(''), askAt: tally.askAt, range, fixed }, stop);
  const usual = await resolve({});
  for (const { variable, choices, detail } of usual) {
    if (choices.length > 0) continue;
    tally.problems.push(
      faultsOf(`${uid}: variable ${variable.name}`)('no-values', 'values to choose from', detail ?? 'none'),
    );
  }
  await runChosen(dashboard, usual, tally, options, stop);
  for (const { variable, choices } of usual) {
    for (const value of choicesToTry(choices)) {
      const chosen = await resolve({ [variable.name]: value });
      await runChosen(dashboard, chosen, tally, options, stop);
    }
  }
}

function choicesToTry(choices: Choice['choices']): Choice['choices'] {
  const others = choices.slice(1);
  if (others.length <= FEW_VALUES) return others;
  const isPlain = (value: Variable['value']) => typeof value === 'string' && /^[a-z][a-z0-9-]*$/.test(value);
  return [...others.filter(isPlain).slice(0, TRIED_OF_MANY), ...others.filter((value) => !isPlain(value))];
}

async function runChosen(
  dashboard: Dashboard & { readonly uid: string },
  chosen: readonly Choice[],
  tally: Tally,
  options: RunOptions,
  stop: AbortSignal,
): Promise<void> {
  const variables = chosen.map(({ variable }) => variable);
  const shown = openingRange(dashboard, options);
  for (const panel of drawnPanelsOf(dashboard)) {
    const range = rangeOfPanel(panel, shown);
    for (const { refId, query, datasource } of queriesOf(panel)) {
      const where = `${dashboard.uid}: ${namePanel(panel)}: query ${refId}`;
      await tally.run({ where, at: datasource.uid, query, variables, range }, stop);
    }
  }
  for (const { name, target } of dashboard.annotations.list ?? []) {
    if (!isInfluxQuery(target)) continue;
    const where = `${dashboard.uid}: annotation ${quoted(name)}`;
    const { uid: at } = target.datasource;
    await tally.run({ where, at, query: target.query, variables, range: rangeOfPanel({}, shown) }, stop);
  }
}

/** What a dashboard shows when it opens. */
export function openingRange(
  { time }: Dashboard,
  { nowMs, leastIntervalMs }: Pick<RunOptions, 'nowMs' | 'leastIntervalMs'>,
): ShownRange {
  return {
    fromMs: parseRelativeTime(time?.from ?? 'now-6h', nowMs, 'from') ?? nowMs,
    toMs: parseRelativeTime(time?.to ?? 'now', nowMs, 'to') ?? nowMs,
    leastIntervalMs,
  };
}

interface Asked {
  readonly where: string;
  /** Uid of the data source. */
  readonly at: string;
  readonly query: string;
  readonly variables: readonly Variable[];
  readonly range: QueryRange;
}

interface Tally {
  readonly problems: Problem[];
  readonly askAt: (uid: string) => AskInflux;
  readonly run: (asked: Asked, stop: AbortSignal) => Promise<Answer>;
  readonly close: () => RunResult;
}

function createTally({ ask, askAt = () => ask, empty }: RunOptions): Tally {
  const problems: Problem[] = [];
  const answers = new Map<string, Answer>();
  const hasValues = new Map<string, boolean>();
  let slowest: RunResult['slowest'];
  const askOnceAt =
    (uid: string): AskInflux =>
    async (text, stop) => {
      const key = `${uid} ${text}`;
      const known = answers.get(key);
      if (known) return known;
      const answer = await askAt(uid)(text, stop);
      answers.set(key, answer);
      return answer;
    };
  const run: Tally['run'] = async ({ where, at, query, variables, range }, stop) => {
    const fault = faultsOf(where);
    const { text, unresolved } = interpolate(query, variables);
    for (const name of unresolved) problems.push(fault('unresolved', 'a variable', `"${name}" in ${query}`));
    const sent = expandMacros(text, range);
    const startedMs = performance.now();
    const answer = await askOnceAt(at)(sent, stop);
    const tookMs = performance.now() - startedMs;
    if (slowest === undefined || tookMs > slowest.tookMs) slowest = { where, tookMs };
    if (!answer.ok) problems.push(fault('query', 'an answer', `${answer.detail}: ${sent}`));
    const isFilled = answer.ok && answer.series.some(holdsValue);
    hasValues.set(where, (hasValues.get(where) ?? false) || isFilled);
    if (empty === 'fault-of-each' && answer.ok && !isFilled)
      problems.push(fault('no-values', 'a value', `none: ${sent}`));
    return answer;
  };
  return {
    problems,
    askAt: askOnceAt,
    run,
    close: () => {
      const unfilled = [...hasValues].filter(([, isFilled]) => !isFilled).map(([where]) => where);
      const faults =
        empty === 'fault'
          ? unfilled.map((where) => faultsOf(where)('no-values', 'a value for some choice', 'none'))
          : [];
      const all = [...problems, ...faults];
      return {
        problems: distinct(all),
        queryCount: answers.size,
        empty: unfilled,
        slowest,
      };
    },
  };
}

const holdsValue = ({ values }: InfluxSeries): boolean =>
  values.some(([, ...cells]) => cells.some((cell) => cell !== null));

/** The same fault comes with every choice of the variables. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
