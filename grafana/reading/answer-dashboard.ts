import type { Dashboard, Panel, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import { drawnPanelsOf, queriesOf, queryOfVariable, variablesOf } from '../check/read-dashboard.ts';
import { expandMacros, type QueryRange } from './expand-macros.ts';
import { interpolate, type Variable } from './interpolate.ts';
import { panelIntervalMs, pointsOfWidth } from './panel-interval.ts';
import { type Frame, type InfluxSeries, readFrames } from './read-frames.ts';
import { parseSpan } from './relative-time.ts';

/** Puts one query to InfluxDB, times in epoch ms. */
export type Ask = (query: string) => Promise<readonly InfluxSeries[]>;

export interface AnswerOptions {
  readonly ask: Ask;
  readonly fromMs: number;
  readonly toMs: number;
  /** What a reader has chosen, by name of the variable; else what the dashboard opens with. */
  readonly chosen?: Readonly<Record<string, string>>;
  /** The data source's own least interval. */
  readonly leastIntervalMs: number;
}

export interface AnsweredDashboard {
  readonly variables: readonly Variable[];
  /** By id of the panel. */
  readonly frames: ReadonlyMap<number, readonly Frame[]>;
}

const ALL = '$__all';

/** Asks what Grafana would ask to show a dashboard: its variables in their order, then the queries of its panels. */
export async function answerDashboard(
  dashboard: Dashboard,
  options: AnswerOptions,
): Promise<AnsweredDashboard> {
  const variables: Variable[] = [];
  for (const model of variablesOf(dashboard)) {
    const value = await valueOfVariable(model, variables, options);
    variables.push({
      name: model.name,
      value,
      ...(typeof model.allValue === 'string' && { allValue: model.allValue }),
    });
  }
  const frames = new Map<number, readonly Frame[]>();
  for (const panel of drawnPanelsOf(dashboard)) {
    const range = rangeOf(panel, options);
    const answers: Frame[] = [];
    for (const query of queriesOf(panel)) {
      if (query.hide) continue;
      const text = expandMacros(interpolate(query.query, variables).text, range);
      answers.push(...readFrames(await options.ask(text), query));
    }
    frames.set(panel.id ?? 0, answers);
  }
  return { variables, frames };
}

/** A panel may look back by a span of its own, and have no narrower buckets than it says. */
function rangeOf(
  { timeFrom, interval, maxDataPoints, gridPos }: Panel,
  { fromMs, toMs, leastIntervalMs }: AnswerOptions,
): QueryRange {
  const spanMs = (timeFrom && parseSpan(timeFrom, toMs)) || toMs - fromMs;
  const leastMs = Math.max(leastIntervalMs, (interval && parseSpan(interval, toMs)) || 0);
  const points = maxDataPoints ?? pointsOfWidth(gridPos?.w ?? 1);
  return { fromMs: toMs - spanMs, toMs, intervalMs: panelIntervalMs(spanMs, points, leastMs) };
}

async function valueOfVariable(
  model: VariableModel,
  before: readonly Variable[],
  { ask, chosen = {}, ...range }: AnswerOptions,
): Promise<string> {
  const current = model.current?.value;
  const opened = chosen[model.name] ?? (Array.isArray(current) ? current[0] : current);
  if (opened !== undefined && opened !== '') return opened;
  const query = queryOfVariable(model);
  if (query === undefined) return '';
  const series = await ask(
    expandMacros(interpolate(query, before).text, { ...range, intervalMs: range.leastIntervalMs }),
  );
  const [first] = valuesIn(series).toSorted();
  return first ?? (model.includeAll ? ALL : '');
}

/** Values of tags stand in a column of that name; a query for anything else has them in its last column. */
function valuesIn(series: readonly InfluxSeries[]): readonly string[] {
  return series.flatMap(({ columns, values }) => {
    const named = columns.indexOf('value');
    const place = named === -1 ? columns.length - 1 : named;
    return values.flatMap((row) =>
      row[place] === null || row[place] === undefined ? [] : String(row[place]),
    );
  });
}
