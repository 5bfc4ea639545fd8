import type { ComponentType } from 'react';
import type { PanelProps } from '../drawing.ts';
import { GeomapPanel } from './geomap.tsx';
import { StateTimelinePanel } from './state-timeline.tsx';
import { TablePanel } from './table.tsx';
import { TimeSeriesPanel } from './time-series.tsx';
import { BarGaugePanel, StatPanel } from './values.tsx';

const BY_TYPE: Readonly<Record<string, ComponentType<PanelProps>>> = {
  stat: StatPanel,
  bargauge: BarGaugePanel,
  timeseries: TimeSeriesPanel,
  table: TablePanel,
  'state-timeline': StateTimelinePanel,
  'status-history': StateTimelinePanel,
  geomap: GeomapPanel,
};

export function PanelBody(props: PanelProps) {
  const { panel, replaceVariables } = props;
  if (panel.type === 'text') {
    const { content = '' } = (panel.options ?? {}) as { content?: string };
    return <div style={{ padding: 8, whiteSpace: 'pre-wrap' }}>{replaceVariables(content)}</div>;
  }
  const Drawn = BY_TYPE[panel.type];
  return Drawn ? <Drawn {...props} /> : <div>{`no drawing for panels of type ${panel.type}`}</div>;
}
