import { LegendDisplayMode, type VizLegendOptions } from '@grafana/schema';
import { TimeSeries } from '@grafana/ui';
import type { PanelProps } from '../drawing.ts';

export function TimeSeriesPanel({ panel, frames, range, width, height }: PanelProps) {
  const { legend } = (panel.options ?? {}) as { legend?: Partial<VizLegendOptions> };
  const drawn = frames.filter(({ length }) => length > 0);
  if (drawn.length === 0) return <NoData panel={panel} />;
  return (
    <TimeSeries
      frames={drawn}
      structureRev={1}
      timeRange={range}
      timeZone="Asia/Ho_Chi_Minh"
      width={width}
      height={height}
      legend={{
        showLegend: true,
        displayMode: LegendDisplayMode.List,
        placement: 'bottom',
        calcs: [],
        ...legend,
      }}
      tweakAxis={(options) => options}
      tweakScale={(options) => options}
      options={{}}
    />
  );
}

/** What Grafana says in the place of a panel without rows. */
export function NoData({ panel }: Pick<PanelProps, 'panel'>) {
  return (
    <div style={{ display: 'grid', placeItems: 'center', height: '100%', opacity: 0.6 }}>
      {panel.fieldConfig?.defaults.noValue ?? 'No data'}
    </div>
  );
}
