import {
  FrameGeometrySourceBuilder,
  FrameGeometrySourceMode,
  MapLayerOptionsBuilder,
  TextDimensionMode,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  ControlsOptionsBuilder,
  MapCenterID,
  PanelBuilder as MapPanel,
  MapViewConfigBuilder,
  TooltipMode,
  TooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/geomap';
import type { Select } from '../../grafana/influxql/select.ts';
import type { Context } from '../scope/context.ts';
import type { PanelName } from '../texts/texts.ts';
import type { ColumnName } from './column-styles.ts';
import type { ColumnList } from './columns.ts';
import { overrideColumns, titled } from './panels.ts';
import { tableTargetsOf } from './targets.ts';
import { inOrder, namesOfColumns, sortedBy } from './transformations.ts';

export interface MapOptions {
  readonly name: PanelName;
  /** With `latitude` and `longitude`. */
  readonly query: Select;
  readonly columns: ColumnList;
  /** The larger the number the larger the circle. */
  readonly size: ColumnName;
  readonly colour: ColumnName;
  /** Stands beside each circle. */
  readonly label: ColumnName;
}

/** Circles on a map: the colour by state, the size by count. The base map is the server's own, which may be offline. */
export function map(context: Context, { name, query, columns, size, colour, label }: MapOptions): MapPanel {
  const layer = new MapLayerOptionsBuilder()
    .type('markers')
    .name(context.texts.panels[name].title)
    .tooltip(true)
    .location(
      new FrameGeometrySourceBuilder()
        .mode(FrameGeometrySourceMode.Coords)
        .latitude('latitude')
        .longitude('longitude'),
    )
    .config({
      showLegend: false,
      style: {
        color: { field: colour, fixed: 'text' },
        size: { field: size, fixed: 6, min: 6, max: 22 },
        opacity: 0.75,
        symbol: { mode: 'fixed', fixed: 'img/icons/marker/circle.svg' },
        text: { mode: TextDimensionMode.Field, field: label, fixed: '' },
        textConfig: { fontSize: 13, textAlign: 'left', textBaseline: 'middle', offsetX: 12, offsetY: 0 },
      },
    });
  const targets = tableTargetsOf(context, query);
  const panel = titled(context, new MapPanel(), name, targets)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    .view(new MapViewConfigBuilder().id(MapCenterID.Fit).allLayers(true).padding(10))
    .controls(new ControlsOptionsBuilder().showZoom(true).mouseWheelZoom(false).showAttribution(true))
    // Where names would overlap, the first is drawn.
    .transformations([
      sortedBy(colour, true),
      inOrder([...namesOfColumns(columns), 'latitude', 'longitude'], ['Time']),
    ])
    .basemap(new MapLayerOptionsBuilder().type('default').name(''))
    .layers([layer])
    .tooltip(new TooltipOptionsBuilder().mode(TooltipMode.Details));
  overrideColumns(context, panel, columns);
  return panel;
}
