import { TableNG } from '@grafana/ui/unstable';
import type { PanelProps } from '../drawing.ts';
import { NoData } from './time-series.tsx';

export function TablePanel({ panel, frames, width, height }: PanelProps) {
  const [frame] = frames;
  if (frame === undefined || frame.length === 0) return <NoData panel={panel} />;
  return (
    <TableNG
      data={frame}
      width={width}
      height={height}
      timeRange={undefined as never}
      enableVirtualization={false}
      getActions={() => []}
    />
  );
}
