import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { InfluxQLQuery } from '#grafana/influxql/influxql-query.ts';

/** All panels of a dashboard: rows, and those inside rows too. */
export const panelsOf = ({ panels = [] }: Dashboard): readonly Panel[] =>
  panels.flatMap((panel) => (isRow(panel) ? [panel as unknown as Panel, ...panel.panels] : [panel]));

const isRow = (panel: Panel | RowPanel): panel is RowPanel => panel.type === 'row';

export const queriesOf = ({ targets = [] }: Pick<Panel, 'targets'>): readonly InfluxQLQuery[] =>
  targets as unknown as readonly InfluxQLQuery[];
