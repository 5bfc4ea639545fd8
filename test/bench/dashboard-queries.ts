import type { RuleGroup } from '@grafana/grafana-foundation-sdk/alerting';
import { days, seconds } from '#core/time/units.ts';
import { openingRange } from '#grafana/check/run-queries.ts';
import type { PlacedDashboard } from '#grafana/content.ts';
import type { AskInflux } from '#grafana/reading/ask-influx.ts';
import { expandMacros, type QueryRange } from '#grafana/reading/expand-macros.ts';
import { interpolate } from '#grafana/reading/interpolate.ts';
import { rangeOfPanel } from '#grafana/reading/panel-interval.ts';
import {
  drawnPanelsOf,
  isInfluxQuery,
  namePanel,
  queriesOf,
  queryOfVariable,
  variablesOf,
} from '#grafana/reading/read-dashboard.ts';
import { type Fixed, resolveVariables } from '#grafana/reading/resolve-variables.ts';

/** What a reader or a rule waits for: a query as InfluxDB gets it. */
export interface BenchQuery {
  readonly where: string;
  readonly group: QueryGroup;
  /** The group of rules that asks it, one after the other. */
  readonly rules?: string;
  readonly text: string;
  readonly range: QueryRange;
}

/** How long it may take depends on what it covers. */
export const QUERY_GROUPS = ['above a district', 'in a district', 'over months', 'of rules'] as const;
export type QueryGroup = (typeof QUERY_GROUPS)[number];

export interface BenchQueriesOptions {
  readonly ask: AskInflux;
  readonly nowMs: number;
  readonly fixed: Fixed;
}

/** Every query of every dashboard as it opens: of panels, annotations and variables, each once. */
export async function listQueries(
  dashboards: readonly PlacedDashboard[],
  { ask, nowMs, fixed }: BenchQueriesOptions,
): Promise<readonly BenchQuery[]> {
  const stop = new AbortController().signal;
  const options = { nowMs, leastIntervalMs: 60_000 };
  const queries = new Map<string, BenchQuery>();
  for (const { dashboard } of dashboards) {
    const panels = drawnPanelsOf(dashboard);
    const shown = openingRange(dashboard, options);
    const range = rangeOfPanel({}, shown);
    // Others open with all districts.
    const held = OF_A_DISTRICT.has(dashboard.uid) ? fixed : {};
    const chosen = await resolveVariables(dashboard, { ask, range, fixed: held }, stop);
    const variables = chosen.map(({ variable }) => variable);
    const add = (name: string, query: string, ofQuery: QueryRange) => {
      const text = expandMacros(interpolate(query, variables).text, ofQuery);
      const where = `${dashboard.uid}: ${name}`;
      if (!queries.has(text)) {
        queries.set(text, { where, group: groupOf(dashboard.uid, ofQuery), text, range: ofQuery });
      }
    };
    for (const panel of panels) {
      const ofPanel = rangeOfPanel(panel, shown);
      for (const { refId, query } of queriesOf(panel)) add(`${namePanel(panel)} ${refId}`, query, ofPanel);
    }
    for (const { name, target } of dashboard.annotations.list ?? []) {
      if (isInfluxQuery(target)) add(`annotation "${name}"`, target.query, range);
    }
    for (const model of variablesOf(dashboard)) {
      const query = queryOfVariable(model);
      if (query !== undefined) add(`variable ${model.name}`, query, range);
    }
  }
  return [...queries.values()];
}

/** Every query of every rule. */
export const listRuleQueries = (ruleGroups: readonly RuleGroup[], nowMs: number): readonly BenchQuery[] =>
  ruleGroups.flatMap(({ title = '', rules = [] }) =>
    rules.flatMap(({ uid, data }) =>
      data.flatMap(({ refId = '', relativeTimeRange, model }) => {
        if (!isInfluxQuery(model)) return [];
        const { from = 0, to = 0 } = relativeTimeRange ?? {};
        const range = {
          fromMs: nowMs - seconds(from),
          toMs: nowMs - seconds(to),
          intervalMs: model.intervalMs ?? seconds(1),
        };
        const text = expandMacros(model.query, range);
        return [{ where: `${uid}: ${refId}`, group: 'of rules', rules: title, text, range } as const];
      }),
    ),
  );

const OF_A_DISTRICT: ReadonlySet<string> = new Set(['camwatch-district', 'camwatch-device']);

function groupOf(uid: string, { fromMs, toMs }: QueryRange): QueryGroup {
  if (toMs - fromMs > days(60)) return 'over months';
  return OF_A_DISTRICT.has(uid) ? 'in a district' : 'above a district';
}

/** A measurement that a query reads, and under which conditions. */
export interface ReadSeries {
  readonly policy: string;
  readonly measurement: string;
  readonly conditions: string;
}

const READS = /FROM "(\w+)"\."(\w+)" WHERE /g;
/** What of a query is read in one go: a text, a name, an expression, or a character. */
const PARTS =
  /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\/(?:\\.|[^/\\])*\/| (?:GROUP BY|ORDER BY|fill\(|LIMIT|SLIMIT|tz\()|./gsy;

/** What a query reads in the end, that of nested queries. */
export const readsOf = (text: string): readonly ReadSeries[] =>
  [...text.matchAll(READS)].map(({ 0: found, 1: policy = '', 2: measurement = '', index }) => ({
    policy,
    measurement,
    conditions: conditionsAt(text, index + found.length),
  }));

/** Up to the end of the nested query, or to what comes after its conditions. */
function conditionsAt(text: string, start: number): string {
  PARTS.lastIndex = start;
  let depth = 0;
  for (let part = PARTS.exec(text); part; part = PARTS.exec(text)) {
    const [found] = part;
    if (found === '(') depth++;
    if (found === ')') depth--;
    if (depth < 0 || (depth === 0 && / [a-zA-Z]/.test(found))) return text.slice(start, part.index);
  }
  return text.slice(start);
}
