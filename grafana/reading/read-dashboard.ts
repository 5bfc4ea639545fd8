import type { Dashboard, Panel, RowPanel, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { InfluxQLQuery } from '../influxql/influxql-query.ts';

export type AnyPanel = Panel | RowPanel;

export const isRow = (panel: AnyPanel): panel is RowPanel => panel.type === 'row';

/** Panels and rows in their order, those inside of folded rows after their row. */
export const panelsOf = ({ panels = [] }: Dashboard): readonly AnyPanel[] =>
  panels.flatMap((panel) => (isRow(panel) ? [panel, ...(panel.panels ?? [])] : [panel]));

/** Panels that draw something. */
export const drawnPanelsOf = (dashboard: Dashboard): readonly Panel[] =>
  panelsOf(dashboard).filter((panel) => !isRow(panel));

export const variablesOf = ({ templating }: Dashboard): readonly VariableModel[] => templating.list ?? [];

/** Queries of a panel that go to a data source. */
export const queriesOf = ({ targets = [] }: Pick<Panel, 'targets'>): readonly InfluxQLQuery[] =>
  targets.filter(isInfluxQuery);

export const isInfluxQuery = (query: unknown): query is InfluxQLQuery =>
  typeof query === 'object' && query !== null && 'query' in query && typeof query.query === 'string';

/** The InfluxQL of a variable that asks for its values. */
export function queryOfVariable({ type, query }: VariableModel): string | undefined {
  if (type !== 'query') return undefined;
  if (typeof query === 'string') return query;
  return typeof query?.query === 'string' ? query.query : undefined;
}

export const namePanel = ({ id, title }: AnyPanel): string => `panel ${id ?? '(no id)'} "${title ?? ''}"`;
