import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  CustomVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { namesOf } from '../../grafana/influxql/select.ts';
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

/**
 * Ids to choose from that InfluxDB knows, since no dashboard can carry the names of a whole city. A variable asks one data source: where
 * what is measured stands in several, everything that ever changed its state is told by the record.
 */
export function tagVariable(
  { texts, sources, measured: [first, ...others] }: Context,
  name: 'device' | 'link',
  whereMeasured: string,
  where: readonly string[],
): Builder<VariableModel> {
  const uid = others.length === 0 ? (first?.uid ?? sources.dataSourceUid) : sources.dataSourceUid;
  const query = others.length === 0 ? whereMeasured : entitiesOf(name, where);
  const builder = new QueryVariableBuilder(name)
    .label(texts.variables[name])
    .datasource({ type: 'influxdb', uid })
    .query(query)
    .definition(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.NaturalAsc)
    .multi(false)
    .includeAll(false);
  return others.length === 0 ? builder : builder.regex(`/^${name}:(.*)$/`);
}

const event = namesOf('event');

const entitiesOf = (kind: 'device' | 'link', where: readonly string[]): string =>
  `SHOW TAG VALUES FROM ${event.from} WITH KEY = "entity" WHERE ${[`${event.tag('entity')} =~ /^${kind}:/`, ...where].join(' AND ')}`;
