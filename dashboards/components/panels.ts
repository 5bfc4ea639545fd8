import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimelinePanel } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as GraphPanel } from '@grafana/grafana-foundation-sdk/timeseries';
import { minutes } from '../../core/time/units.ts';
import type { InfluxQL } from '../../grafana/influxql/influxql-query.ts';
import type { Select } from '../../grafana/influxql/select.ts';
import type { MeasuredAt } from '../../grafana/measured-at.ts';
import type { Context } from '../scope/context.ts';
import type { Names } from '../scope/names.ts';
import type { PanelName } from '../texts/texts.ts';
import { SERIES_COLOURS, STATE_COLOURS } from './colours.ts';
import { type ColumnList, columnProperties, type Shown } from './columns.ts';
import { drilldown } from './links.ts';
import { nothingMapping, stateMapping } from './mappings.ts';
import { dataSourceOf, type GraphQuery, nameAt, targetsOf, toldApart } from './targets.ts';
import { namesOfColumns, onlyOf } from './transformations.ts';

export interface ValuePanel {
  readonly name: PanelName;
  readonly query: Select;
  readonly columns: ColumnList;
  /** The last minutes, whatever the range: a collector that is silent must not look well. */
  readonly within?: string;
  readonly opens?: Parameters<typeof drilldown>[1];
  /** A line for each number behind its name, both to be read from afar: stands in a `countRow`. */
  readonly scoreboard?: boolean;
}

export const JUST_NOW = '5m';

/** One or a few numbers, each with its unit: a tile of the top row. */
export function tile(
  context: Context,
  { name, query, columns, within, opens, scoreboard = false }: ValuePanel,
): StatPanel {
  const sources = toldApart(context, query);
  const targets = targetsOf(context, [{ query, alias: '$col' }]);
  const names = namesOfColumns(columns);
  const shown = sources.length === 0 ? names : sources.flatMap((at) => names.map((one) => nameAt(one, at)));
  const panel = titled(context, new StatPanel(), name, targets)
    .unit('none')
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .justifyMode(scoreboard ? BigValueJustifyMode.Auto : BigValueJustifyMode.Center)
    .textMode(shown.length > 1 ? BigValueTextMode.ValueAndName : BigValueTextMode.Value)
    .orientation(scoreboard ? VizOrientation.Horizontal : VizOrientation.Vertical)
    .text(sizes(scoreboard))
    .withTransformation(onlyOf(shown))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false));
  overrideColumns(context, panel, columns, { sources });
  if (within !== undefined) panel.timeFrom(within).hideTimeOverride(true);
  if (opens !== undefined) panel.dataLinks([drilldown(context, opens)]);
  return panel;
}

/** Pixels. On a wall of 1.2 m with 1920 of them it is 25 mm high, which is read from five metres. */
export const WALL_TEXT_PX = 40;

/** By itself Grafana takes what fits, and of names no more than 30. */
function sizes(withNames: boolean): VizTextDisplayOptionsBuilder {
  const text = new VizTextDisplayOptionsBuilder().valueSize(WALL_TEXT_PX);
  return withNames ? text.titleSize(WALL_TEXT_PX) : text;
}

export interface GraphOptions {
  readonly name: PanelName;
  readonly queries: readonly GraphQuery[];
  readonly unit: string;
  /** Of the values, where they are states or known columns. */
  readonly columns?: ColumnList;
  readonly stacked?: boolean;
  readonly bars?: boolean;
  /** Lower end of the scale, 0 where absent. */
  readonly least?: number | undefined;
  /** Series are named by ids of these. */
  readonly names?: keyof Names;
  readonly most?: number;
  /** A dashed line that values should stay below. */
  readonly limit?: number;
  /** No bucket is narrower: `1h`. */
  readonly interval?: string;
  /** Of values that come more rarely than probes do. */
  readonly longestGapMs?: number;
}

/** Lines over time. Lines that are no known column are shades of one colour: their names tell them apart. */
export function graph(context: Context, options: GraphOptions): GraphPanel {
  const { name, queries, unit, columns = [], names, stacked, bars, most, limit, interval } = options;
  const { longestGapMs = LONGEST_GAP_MS } = options;
  const targets = targetsOf(context, queries);
  const panel = titled(context, new GraphPanel(), name, targets)
    .unit(unit)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Shades).fixedColor(SERIES_COLOURS[0]))
    .lineWidth(bars ? 0 : 2)
    .fillOpacity(bars ? 80 : stacked ? 45 : 8)
    .drawStyle(bars ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
    .showPoints(bars ? VisibilityMode.Never : VisibilityMode.Auto)
    .spanNulls(longestGapMs)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true)
        .calcs([]),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  if (stacked) panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  const least = 'least' in options ? options.least : 0;
  if (least !== undefined) panel.min(least);
  if (most !== undefined) panel.max(most);
  if (limit !== undefined) drawLimit(panel, limit);
  if (interval !== undefined) panel.interval(interval);
  const [first] = queries;
  const sources = first ? toldApart(context, first.query) : [];
  overrideColumns(context, panel, columns, { shown: 'line', sources });
  if (names !== undefined) overrideNames(context, panel, names);
  return panel;
}

/** Some probes come every five minutes, and buckets are narrower: only a longer gap is one. */
const LONGEST_GAP_MS = minutes(16);

function drawLimit(panel: GraphPanel, limit: number): void {
  const steps = [
    { value: null, color: 'transparent' },
    { value: limit, color: STATE_COLOURS.down },
  ];
  panel.thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps));
  panel.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

/** Series that are called by an id are shown with the name. */
function overrideNames(context: Context, panel: Overridable, group: keyof Names): void {
  for (const [place, [id, name]] of [...context.names[group]].entries())
    panel.overrideByName(id, [
      { id: 'displayName', value: name },
      { id: 'color', value: { mode: 'fixed', fixedColor: SERIES_COLOURS[place % SERIES_COLOURS.length] } },
    ]);
}

/** A line of states for each series: its colours and words are those of states everywhere. */
export function timeline(context: Context, name: PanelName, query: GraphQuery): TimelinePanel {
  const targets = targetsOf(context, [query]);
  return titled(context, new TimelinePanel(), name, targets)
    .mappings([stateMapping(context.texts), nothingMapping(context.texts.noValue)])
    .mergeValues(true)
    .rowHeight(0.8)
    .fillOpacity(85)
    .lineWidth(0)
    .showValue(VisibilityMode.Never)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true)
        .calcs([]),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single).sort(SortOrder.None));
}

interface Titled {
  title(title: string): unknown;
  description(description: string): unknown;
  datasource(source: { type: string; uid: string }): unknown;
  targets(targets: InfluxQL[]): unknown;
  noValue(text: string): unknown;
  mappings(mappings: ReturnType<typeof nothingMapping>[]): unknown;
}

/** Title, description, queries, data source and what stands where nothing was measured: every panel has them. */
export function titled<Panel extends Titled>(
  context: Context,
  panel: Panel,
  name: PanelName,
  targets: InfluxQL[],
): Panel {
  const { title, description } = context.texts.panels[name];
  panel.title(title);
  panel.description(description);
  panel.datasource(dataSourceOf(targets));
  panel.noValue(context.texts.noValue);
  panel.mappings([nothingMapping(context.texts.noValue)]);
  panel.targets(targets);
  return panel;
}

interface Overridable {
  overrideByName(name: string, properties: DynamicConfigValue[]): unknown;
}

/** What a panel says of its columns: of each, where several data sources have one. */
export function overrideColumns(
  context: Context,
  panel: Overridable,
  columns: ColumnList,
  {
    shown = 'value',
    sources = [],
  }: { readonly shown?: Shown; readonly sources?: readonly MeasuredAt[] } = {},
): void {
  for (const one of columns) {
    const { column, ...override } = typeof one === 'string' ? { column: one } : one;
    const properties = columnProperties(context, column, override, shown);
    if (sources.length === 0) panel.overrideByName(column, properties);
    const name = override.label ? context.texts.labels[override.label] : context.texts.columns[column];
    for (const source of sources) {
      const displayName = columns.length === 1 ? source.name : nameAt(name, source);
      panel.overrideByName(nameAt(column, source), [
        ...properties,
        { id: 'displayName', value: displayName },
      ]);
    }
  }
}
