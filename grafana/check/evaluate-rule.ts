import type { Query, Rule, RuleGroup } from '@grafana/grafana-foundation-sdk/alerting';
import { seconds } from '../../core/time/units.ts';
import type { AskInflux } from '../reading/ask-influx.ts';
import { expandMacros } from '../reading/expand-macros.ts';
import { isInfluxQuery } from '../reading/read-dashboard.ts';
import type { InfluxSeries } from '../reading/read-frames.ts';
import { parseSpan } from '../reading/relative-time.ts';
import { evaluateMath, type LabelledNumber } from './evaluate-math.ts';
import { compareWithThreshold, reduceSeries } from './reduce-series.ts';

/** `pending`: beyond its threshold, but not for as long as the rule wants. */
export type AlertState = 'firing' | 'pending' | 'normal' | 'no-data';

export interface EvaluatedAlert {
  /** Those of the rule and those that its query told it apart by. */
  readonly labels: Readonly<Record<string, string>>;
  readonly state: AlertState;
  /** What the expressions came to, by refId. */
  readonly values: Readonly<Record<string, number | null>>;
}

export interface EvaluatedRule {
  readonly uid: string;
  readonly title: string;
  readonly alerts: readonly EvaluatedAlert[];
  /** Why it could not be evaluated. */
  readonly error?: string;
}

export interface EvaluateOptions {
  readonly ask: AskInflux;
  /** By data source, where they are not all one. */
  readonly askAt?: ((uid: string) => AskInflux) | undefined;
  readonly nowMs: number;
}

/**
 * Evaluates rules as Grafana does, query by query and expression by expression. An alert fires when its condition held at
 * every evaluation for as long as the rule wants; `keep_firing_for` and the past of the server are not played back.
 */
export async function evaluateRules(
  groups: readonly RuleGroup[],
  options: EvaluateOptions,
  stop: AbortSignal,
): Promise<readonly EvaluatedRule[]> {
  const evaluated: EvaluatedRule[] = [];
  for (const { interval = 0, rules = [] } of groups) {
    for (const rule of rules) {
      const { uid = '', title } = rule;
      try {
        const alerts = await evaluateRule(rule, seconds(interval), options, stop);
        evaluated.push({ uid, title, alerts });
      } catch (error) {
        stop.throwIfAborted();
        if (!(error instanceof SyntaxError)) throw error;
        evaluated.push({ uid, title, alerts: [], error: error.message });
      }
    }
  }
  return evaluated;
}

/** @throws SyntaxError when a query is refused or an expression cannot be read. */
async function evaluateRule(
  rule: Rule,
  intervalMs: number,
  { ask: askAny, askAt: askOf = () => askAny, nowMs }: EvaluateOptions,
  stop: AbortSignal,
): Promise<readonly EvaluatedAlert[]> {
  // A rule asks one data source.
  const ask = askOf(rule.data.find(({ model }) => isInfluxQuery(model))?.datasourceUid ?? '');
  const now = await evaluateAt(rule, nowMs, ask, stop);
  if (now.length === 0) return [withoutData(rule)];
  const forMs = parseSpan(rule.for, nowMs) ?? 0;
  const held = new Set(now.filter(isBeyond).map(({ key }) => key));
  for (let agoMs = intervalMs; agoMs <= forMs && intervalMs > 0 && held.size > 0; agoMs += intervalMs) {
    const before = await evaluateAt(rule, nowMs - agoMs, ask, stop);
    const beyond = new Set(before.filter(isBeyond).map(({ key }) => key));
    for (const key of held) if (!beyond.has(key)) held.delete(key);
  }
  return now.map((outcome) => ({
    labels: { ...rule.labels, ...outcome.labels },
    state: stateOf(outcome, held.has(outcome.key), rule),
    values: outcome.values,
  }));
}

function stateOf(outcome: Outcome, hasHeld: boolean, rule: Rule): AlertState {
  if (outcome.value === null) return withoutData(rule).state;
  if (!isBeyond(outcome)) return 'normal';
  return hasHeld ? 'firing' : 'pending';
}

/** What a rule says of its own where nothing answers; an alert that was not there before has nothing to keep. */
function withoutData({ labels = {}, noDataState }: Rule): EvaluatedAlert {
  const states = { OK: 'normal', KeepLast: 'normal', Alerting: 'firing', NoData: 'no-data' } as const;
  return { labels, state: states[noDataState], values: {} };
}

interface Outcome extends LabelledNumber {
  readonly key: string;
  readonly values: Readonly<Record<string, number | null>>;
}

const isBeyond = ({ value }: LabelledNumber): boolean => value !== null && value !== 0;

async function evaluateAt(
  rule: Rule,
  atMs: number,
  ask: AskInflux,
  stop: AbortSignal,
): Promise<readonly Outcome[]> {
  const series: Record<string, readonly InfluxSeries[]> = {};
  const numbers: Record<string, readonly LabelledNumber[]> = {};
  for (const query of rule.data) {
    const { refId = '', model } = query;
    if (isInfluxQuery(model)) series[refId] = await askAt(query, atMs, ask, stop);
    else numbers[refId] = compute(model, series, numbers);
  }
  const condition = numbers[rule.condition];
  if (condition === undefined)
    throw new SyntaxError(`the condition "${rule.condition}" is no expression of the rule`);
  return condition.map((number) => ({
    ...number,
    key: keyOf(number.labels),
    values: Object.fromEntries(
      Object.entries(numbers).flatMap(([name, all]) => {
        const same = all.find(({ labels }) => keyOf(labels) === keyOf(number.labels));
        return same === undefined ? [] : [[name, same.value]];
      }),
    ),
  }));
}

const keyOf = (labels: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));

async function askAt({ relativeTimeRange, model }: Query, atMs: number, ask: AskInflux, stop: AbortSignal) {
  if (!isInfluxQuery(model)) return [];
  const { from = 0, to = 0 } = relativeTimeRange ?? {};
  const range = {
    fromMs: atMs - seconds(from),
    toMs: atMs - seconds(to),
    intervalMs: model.intervalMs ?? seconds(1),
  };
  const answer = await ask(expandMacros(model.query, range), stop);
  if (!answer.ok) throw new SyntaxError(answer.detail);
  return answer.series;
}

/** What an expression of the server may hold; which of it depends on its type. */
interface Expression {
  readonly type?: string;
  readonly expression?: string;
  readonly reducer?: string;
  readonly settings?: { readonly mode?: string; readonly replaceWithValue?: number };
  readonly conditions?: readonly { readonly evaluator?: { type?: string; params?: readonly number[] } }[];
}

function compute(
  model: Expression | undefined | object,
  series: Readonly<Record<string, readonly InfluxSeries[]>>,
  numbers: Readonly<Record<string, readonly LabelledNumber[]>>,
): readonly LabelledNumber[] {
  const { type = '', expression = '', reducer = '', settings, conditions }: Expression = model ?? {};
  switch (type) {
    case 'reduce':
      return reduceSeries(series[expression] ?? [], { reducer, ...settings });
    case 'math':
      return evaluateMath(expression, numbers);
    case 'threshold': {
      const { type = '', params = [] } = conditions?.[0]?.evaluator ?? {};
      return compareWithThreshold(numbers[expression] ?? [], { type, params });
    }
    default:
      throw new SyntaxError(`an expression of the type "${type}" is not evaluated here`);
  }
}
