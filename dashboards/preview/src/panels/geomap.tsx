import { type DataFrame, type Field, getDisplayProcessor } from '@grafana/data';
import type { PanelProps } from '../drawing.ts';
import { theme } from '../prepare-frames.ts';
import { NoData } from './time-series.tsx';

const MARGIN_PX = 24;

/** Circles at their places, without the tiles of somebody else's server. */
export function GeomapPanel({ panel, frames, width, height }: PanelProps) {
  const { layers = [] } = (panel.options ?? {}) as { layers?: readonly MapLayer[] };
  const markers = frames.flatMap((frame) => markersOf(frame, layers[0]?.config?.style));
  if (markers.length === 0) return <NoData panel={panel} />;
  const [west, east] = rangeOf(markers.map(({ longitude }) => longitude));
  const [south, north] = rangeOf(markers.map(({ latitude }) => latitude));
  const narrowing = Math.cos((((north + south) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * MARGIN_PX) / Math.max((east - west) * narrowing, 1e-6),
    (height - 2 * MARGIN_PX) / Math.max(north - south, 1e-6),
  );
  const x = (longitude: number) => width / 2 + (longitude - (west + east) / 2) * narrowing * scale;
  const y = (latitude: number) => height / 2 - (latitude - (south + north) / 2) * scale;
  const isFree = keepFree();
  return (
    <svg width={width} height={height} role="img" aria-label={panel.title ?? ''}>
      {markers.map(({ longitude, latitude, color, name }) => (
        <g key={`${longitude} ${latitude}`}>
          <circle
            cx={x(longitude)}
            cy={y(latitude)}
            r={6}
            fill={color}
            stroke={theme.colors.background.canvas}
          />
          {isFree(x(longitude) + LABEL.x, y(latitude), name) && (
            <text
              x={x(longitude) + LABEL.x}
              y={y(latitude)}
              dominantBaseline="middle"
              fontSize={LABEL.px}
              fill={color}
            >
              {name}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

interface MapLayer {
  readonly config?: { readonly style?: MarkerStyle };
}

interface MarkerStyle {
  readonly color?: { readonly field?: string };
  readonly text?: { readonly field?: string };
}

const LABEL = { x: 12, px: 13 };

/** The first of names that would overlap is drawn, as OpenLayers does it. */
function keepFree() {
  const taken: { left: number; right: number; y: number }[] = [];
  return (left: number, y: number, name: string): boolean => {
    const right = left + name.length * LABEL.px * 0.6;
    if (taken.some((one) => Math.abs(one.y - y) < LABEL.px && one.left < right && left < one.right))
      return false;
    taken.push({ left, right, y });
    return true;
  };
}

function markersOf(frame: DataFrame, style: MarkerStyle = {}) {
  const latitude = fieldNamed(frame, /^lat/i);
  const longitude = fieldNamed(frame, /^l(on|ng)/i);
  const value = frame.fields.find(({ name }) => name === style.color?.field);
  if (latitude === undefined || longitude === undefined || value === undefined) return [];
  const display = value.display ?? getDisplayProcessor({ field: value, theme });
  const names = frame.fields.find(({ name }) => name === style.text?.field);
  const nameOf = (row: number) =>
    names === undefined ? '' : (names.display?.(names.values[row]).text ?? String(names.values[row]));
  return latitude.values.flatMap((lat: number | null, row: number) => {
    const lon: number | null = longitude.values[row];
    return lat === null || lon === null
      ? []
      : [
          {
            latitude: lat,
            longitude: lon,
            name: nameOf(row),
            color: display(value.values[row]).color ?? '#888',
          },
        ];
  });
}

const fieldNamed = ({ fields }: DataFrame, name: RegExp): Field | undefined =>
  fields.find((field) => name.test(field.name));

const rangeOf = (numbers: readonly number[]): readonly [number, number] => [
  Math.min(...numbers),
  Math.max(...numbers),
];
