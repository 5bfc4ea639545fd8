import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  CustomVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Context } from '../scope/context.ts';
import type { NamesById } from '../scope/names.ts';
import type { VariableName } from '../texts/texts.ts';

/** What Grafana puts in for "all" where the variable says nothing else. */
const ALL = '$__all';
const ANYTHING = '.*';

/**
 * Names of the inventory to choose from: people read the name, queries get the id.
 * @param all Whether all are chosen at first, or one; `one-or-all`: one, and all only where a link says so.
 */
export function nameVariable(
  { texts }: Context,
  name: VariableName,
  names: NamesById,
  all: 'all' | 'one' | 'one-or-all',
): Builder<VariableModel> {
  const options = [...names].map(([value, text]) => ({ text, value, selected: false }));
  const first = all === 'all' ? { text: texts.all, value: ALL } : (options[0] ?? { text: '', value: '' });
  const builder = new CustomVariableBuilder(name)
    .label(texts.variables[name])
    .values(options.map(({ text, value }) => `${escapeComma(text)} : ${escapeComma(value)}`).join(','))
    .options(options.map((option) => ({ ...option, selected: option.value === first.value })))
    .current({ text: first.text, value: first.value, selected: true })
    .multi(false)
    .includeAll(all !== 'one');
  return all === 'one' ? builder : builder.allValue(ANYTHING);
}

/** A comma ends an entry of the list that Grafana reads. */
const escapeComma = (text: string): string => text.replaceAll(',', '\\,');

/** An id to type or to be brought by a link, where there are too many to choose from. */
export const textVariable = (
  { texts }: Context,
  name: VariableName,
  atFirst: string,
): Builder<VariableModel> =>
  new TextBoxVariableBuilder(name)
    .label(texts.variables[name])
    .defaultValue(atFirst)
    .current({ text: atFirst, value: atFirst, selected: true });

/** Ids to choose from that InfluxDB knows, since no dashboard can carry the names of a whole city. */
export function tagVariable(
  { texts, dataSourceUid }: Context,
  name: VariableName,
  query: string,
  all: 'all' | 'one' = 'one',
): Builder<VariableModel> {
  const builder = new QueryVariableBuilder(name)
    .label(texts.variables[name])
    .datasource({ type: 'influxdb', uid: dataSourceUid })
    .query(query)
    .definition(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.NaturalAsc)
    .multi(false)
    .includeAll(all === 'all');
  return all === 'all'
    ? builder.allValue(ANYTHING).current({ text: texts.all, value: ALL, selected: true })
    : builder;
}
