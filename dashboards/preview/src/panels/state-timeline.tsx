import {
  type DataFrame,
  type Field,
  FieldType,
  getDisplayProcessor,
  getFieldDisplayName,
} from '@grafana/data';
import { useEffect, useRef } from 'react';
import type { PanelProps } from '../drawing.ts';
import { theme } from '../prepare-frames.ts';

const LABEL_PX = 170;
const AXIS_PX = 18;

/** A row a series, coloured by what its values are mapped to: Grafana's own panel is not on npm. */
export function StateTimelinePanel({ frames, range, width, height }: PanelProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) drawRows(context, rowsOf(frames), range.from.valueOf(), range.to.valueOf(), width, height);
  }, [frames, range, width, height]);
  return <canvas ref={canvas} width={width} height={height} />;
}

interface Row {
  readonly name: string;
  readonly times: readonly number[];
  readonly field: Field;
}

function rowsOf(frames: readonly DataFrame[]): readonly Row[] {
  return frames.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    if (time === undefined) return [];
    return frame.fields
      .filter((field) => field !== time && field.config.custom?.hideFrom?.viz !== true)
      .map((field) => ({ name: getFieldDisplayName(field, frame, [...frames]), times: time.values, field }));
  });
}

function drawRows(
  context: CanvasRenderingContext2D,
  rows: readonly Row[],
  fromMs: number,
  toMs: number,
  width: number,
  height: number,
): void {
  context.clearRect(0, 0, width, height);
  context.font = '12px Inter, Helvetica, Arial, sans-serif';
  context.textBaseline = 'middle';
  const rowPx = Math.min(40, (height - AXIS_PX) / Math.max(1, rows.length));
  const x = (ms: number) => LABEL_PX + ((ms - fromMs) / (toMs - fromMs)) * (width - LABEL_PX);
  for (const [place, { name, times, field }] of rows.entries()) {
    const top = place * rowPx;
    const display = field.display ?? getDisplayProcessor({ field, theme });
    context.fillStyle = theme.colors.text.primary;
    context.fillText(name, 4, top + rowPx / 2, LABEL_PX - 8);
    for (const [index, time] of times.entries()) {
      const value = field.values[index];
      if (value === null || value === undefined) continue;
      const endMs = times[index + 1] ?? toMs;
      context.fillStyle = display(value).color ?? theme.colors.text.disabled;
      context.fillRect(x(Math.max(fromMs, time)), top + 2, Math.max(1, x(endMs) - x(time)), rowPx - 4);
    }
  }
  context.fillStyle = theme.colors.text.secondary;
  for (const share of [0, 0.25, 0.5, 0.75]) {
    const at = new Date(fromMs + share * (toMs - fromMs));
    const text = at.toLocaleString('vi-VN', {
      timeZone: 'Asia/Ho_Chi_Minh',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    context.fillText(text, LABEL_PX + share * (width - LABEL_PX), height - AXIS_PX / 2);
  }
}
