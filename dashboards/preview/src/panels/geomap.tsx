import { type DataFrame, type Field, getDisplayProcessor } from '@grafana/data';
import type { PanelProps } from '../drawing.ts';
import { theme } from '../prepare-frames.ts';
import { NoData } from './time-series.tsx';

const MARGIN_PX = 24;

/** Circles at their places, without the tiles of somebody else's server. */
export function GeomapPanel({ panel, frames, width, height }: PanelProps) {
  const markers = frames.flatMap(markersOf);
  if (markers.length === 0) return <NoData />;
  const [west, east] = rangeOf(markers.map(({ longitude }) => longitude));
  const [south, north] = rangeOf(markers.map(({ latitude }) => latitude));
  const narrowing = Math.cos((((north + south) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * MARGIN_PX) / Math.max((east - west) * narrowing, 1e-6),
    (height - 2 * MARGIN_PX) / Math.max(north - south, 1e-6),
  );
  const x = (longitude: number) => width / 2 + (longitude - (west + east) / 2) * narrowing * scale;
  const y = (latitude: number) => height / 2 - (latitude - (south + north) / 2) * scale;
  return (
    <svg width={width} height={height} role="img" aria-label={panel.title ?? ''}>
      {markers.map(({ longitude, latitude, color }) => (
        <circle
          key={`${longitude} ${latitude}`}
          cx={x(longitude)}
          cy={y(latitude)}
          r={6}
          fill={color}
          stroke={theme.colors.background.canvas}
        />
      ))}
    </svg>
  );
}

function markersOf(frame: DataFrame) {
  const latitude = fieldNamed(frame, /^lat/i);
  const longitude = fieldNamed(frame, /^l(on|ng)/i);
  const value = frame.fields.find(
    (field) => field.type === 'number' && field !== latitude && field !== longitude,
  );
  if (latitude === undefined || longitude === undefined || value === undefined) return [];
  const display = value.display ?? getDisplayProcessor({ field: value, theme });
  return latitude.values.flatMap((lat: number | null, row: number) => {
    const lon: number | null = longitude.values[row];
    return lat === null || lon === null
      ? []
      : [{ latitude: lat, longitude: lon, color: display(value.values[row]).color ?? '#888' }];
  });
}

const fieldNamed = ({ fields }: DataFrame, name: RegExp): Field | undefined =>
  fields.find((field) => name.test(field.name));

const rangeOf = (numbers: readonly number[]): readonly [number, number] => [
  Math.min(...numbers),
  Math.max(...numbers),
];
