import type { Dashboard, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { AskInflux } from './ask-influx.ts';
import { expandMacros, type QueryRange } from './expand-macros.ts';
import { interpolate, type Variable } from './interpolate.ts';
import { queryOfVariable, variablesOf } from './read-dashboard.ts';
import type { InfluxSeries } from './read-frames.ts';

const ALL = '$__all';

/** A variable with what a person could choose, and what is chosen. */
export interface Choice {
  readonly variable: Variable;
  /** Every value on its own, and "all" or several where the variable allows them. */
  readonly choices: readonly Variable['value'][];
  /** Why there are none. */
  readonly detail?: string;
}

/** Values that are set; a variable that is not named here takes its first. */
export type Fixed = Readonly<Record<string, Variable['value']>>;

interface Asking {
  readonly ask: AskInflux;
  /** By data source, where they are not all one. */
  readonly askAt?: ((uid: string) => AskInflux) | undefined;
  readonly range: QueryRange;
}

/** Fills in the variables of a dashboard in their order, since a later one may ask with an earlier one. */
export async function resolveVariables(
  dashboard: Dashboard,
  { ask, askAt = () => ask, range, fixed = {} }: Asking & { readonly fixed?: Fixed },
  stop: AbortSignal,
): Promise<readonly Choice[]> {
  const chosen: Choice[] = [];
  for (const model of variablesOf(dashboard)) {
    const { values, detail } = await listValues(
      model,
      chosen.map(({ variable }) => variable),
      { ask: (text, stop) => askAt(model.datasource?.uid ?? '')(text, stop), range },
      stop,
    );
    const choices = listChoices(model, values);
    const value = fixed[model.name] ?? choices[0] ?? '';
    const { name, allValue } = model;
    chosen.push({
      variable: { name, value, ...(allValue !== undefined && { allValue }) },
      choices,
      ...(detail !== undefined && { detail }),
    });
  }
  return chosen;
}

async function listValues(
  model: VariableModel,
  earlier: readonly Variable[],
  { ask, range }: Pick<Asking, 'ask' | 'range'>,
  stop: AbortSignal,
): Promise<{ values: readonly string[]; detail?: string }> {
  const query = queryOfVariable(model);
  if (query === undefined) return { values: writtenValues(model) };
  const answer = await ask(expandMacros(interpolate(query, earlier).text, range), stop);
  if (!answer.ok) return { values: [], detail: answer.detail };
  const values = takenBy(model.regex, valuesOf(answer.series));
  return values.length > 0 ? { values } : { values, detail: 'no value' };
}

/** `SHOW TAG VALUES` answers with keys and values; of anything else Grafana takes the last column. */
function valuesOf(series: readonly InfluxSeries[]): readonly string[] {
  const found = series.flatMap(({ columns, values }) => {
    const place = columns.includes('value') ? columns.indexOf('value') : columns.length - 1;
    return values.map((row) => row[place]).filter((cell) => cell !== null && cell !== undefined);
  });
  return [...new Set(found.map(String))];
}

/** A variable takes what its expression finds in a value, and no value in which it finds nothing. */
function takenBy(regex: string | undefined, values: readonly string[]): readonly string[] {
  if (!regex) return values;
  const expression = new RegExp(regex.replace(/^\/|\/$/g, ''));
  return values.flatMap((value) => {
    const [whole, group] = expression.exec(value) ?? [];
    return whole === undefined ? [] : [group ?? whole];
  });
}

/** Values that stand in the dashboard itself. */
function writtenValues({ type, query, options = [], current }: VariableModel): readonly string[] {
  const written = options.map(({ value }) => value).filter((value) => typeof value === 'string');
  if (written.length > 0) return written.filter((value) => value !== ALL);
  if (typeof query === 'string' && (type === 'custom' || type === 'interval')) {
    return query
      .split(/(?<!\\),/)
      .map((entry) => (entry.split(/(?<!\\) : /).at(-1) ?? '').replace(/\\(.)/g, '$1').trim())
      .filter((value) => value !== '');
  }
  if (typeof query === 'string' && query !== '') return [query];
  return typeof current?.value === 'string' ? [current.value] : [];
}

function listChoices(
  { multi, includeAll, allValue }: VariableModel,
  values: readonly string[],
): readonly Variable['value'][] {
  if (values.length === 0) return [];
  // Without a value of its own "all" is every value at once.
  const all = includeAll ? [allValue === undefined ? values : ALL] : [];
  return [...all, ...values, ...(multi && values.length > 1 ? [values.slice(0, 2)] : [])];
}
