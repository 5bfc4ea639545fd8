import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import type { Select } from '../../grafana/influxql/select.ts';
import type { Context } from '../scope/context.ts';
import type { PanelName } from '../texts/texts.ts';
import type { ColumnName } from './column-styles.ts';
import type { ColumnList } from './columns.ts';
import { overrideColumns, titled } from './panels.ts';
import { tableTargetsOf } from './targets.ts';
import {
  ALL_ROWS,
  atMost,
  type Figure,
  inOrder,
  namesOfColumns,
  oneRowEach,
  sortedBy,
} from './transformations.ts';

export interface TableOptions {
  readonly name: PanelName;
  readonly query: Select;
  /** Left to right; what the query has besides is hidden. */
  readonly columns: ColumnList;
  /** What the query has besides, the time included where no column shows it. */
  readonly hidden?: readonly string[];
  /** Rows that are made one: those of the same values of `by`. What is not named is left out. */
  readonly grouped?: { readonly by: readonly string[]; readonly figures: Readonly<Record<string, Figure>> };
  readonly worstFirst?: ColumnName;
  readonly descending?: boolean;
  readonly rows?: number;
  /** The last minutes or days, whatever the range: said in the title. */
  readonly within?: string;
}

/** Rows of one query: columns in their order, since Grafana has none of its own; the worst first. */
export function table(context: Context, options: TableOptions): TablePanel {
  const { name, query, columns, hidden = [], grouped, worstFirst, descending = true, rows, within } = options;
  const names = namesOfColumns(columns);
  const targets = tableTargetsOf(context, query);
  const panel = titled(context, new TablePanel(), name, targets)
    .filterable(false)
    .showHeader(true)
    .transformations([
      ...(targets.length > 1 ? [ALL_ROWS] : []),
      ...(grouped ? oneRowEach(grouped.by, grouped.figures) : []),
      ...(worstFirst === undefined ? [] : [sortedBy(worstFirst, descending)]),
      ...(rows === undefined ? [] : [atMost(rows)]),
      inOrder(names, [...(names.includes('Time') ? [] : ['Time']), ...hidden]),
    ]);
  if (worstFirst !== undefined) {
    const shown = columns.find((one) => typeof one === 'object' && one.column === worstFirst);
    const label = typeof shown === 'object' ? shown.label : undefined;
    const displayName = label ? context.texts.labels[label] : context.texts.columns[worstFirst];
    panel.sortBy([new TableSortByFieldStateBuilder().displayName(displayName).desc(descending)]);
  }
  overrideColumns(context, panel, columns, { shown: 'cell' });
  if (within !== undefined) panel.timeFrom(within).hideTimeOverride(true);
  return panel;
}
