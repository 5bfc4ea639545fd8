import type { EChartsOption } from 'echarts';
import { buildCartogram } from '../../core/cartogram/build-cartogram.ts';
import { HEX_RADIUS, hexCentre, hexCorner, type Point } from '../../core/cartogram/hex.ts';
import { cutPercent } from '../../core/language/cut-percent.ts';
import { CHART_WIDTH, type Chart, FONT_SIZE, INK, renderChart } from '../../documents/charts/render-chart.ts';

export interface DistrictTile {
  readonly id: string;
  /** `Quận Ba Đình`; the kind of unit is left out in the tile. */
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly goodMs: number;
  readonly countedMs: number;
  /** Too little of its time is known: marked by a star. */
  readonly isThin: boolean;
  /** Cameras there at the end: without any there is nothing to measure. */
  readonly cameras: number;
}

const MARGIN = 10;
const LEGEND_HEIGHT = 34;
const MAX_RADIUS = 45;

/** Former districts as hexagons of one size, neighbours beside each other, north up: the darker, the lower. */
export function drawDistrictCartogram(districts: readonly DistrictTile[]): Chart {
  const cells = buildCartogram(
    districts.map(({ id, longitude, latitude }) => ({ id, district: '', longitude, latitude })),
  );
  const values = new Map(districts.map(({ id, goodMs, countedMs }) => [id, cutPercent(goodMs, countedMs)]));
  const steps = lightnessSteps([...values.values()].flatMap((value) => (value ? [Number(value.value)] : [])));
  const centres = new Map([...cells].map(([id, cell]) => [id, hexCentre(cell)]));
  const frame = fitFrame([...centres.values()]);
  const tiles = districts.flatMap((district) => {
    const centre = centres.get(district.id);
    const value = values.get(district.id);
    return centre ? drawTile(district, frame.place(centre), frame.radiusPx, value, steps) : [];
  });
  const option: EChartsOption = { graphic: [...tiles, ...drawLegend(steps, frame.heightPx)] };
  return renderChart(option, frame.heightPx + LEGEND_HEIGHT, describe(districts, values));
}

type Percent = ReturnType<typeof cutPercent>;
type Elements = Extract<NonNullable<EChartsOption['graphic']>, readonly unknown[]>;

interface Step {
  /** Values from this on. */
  readonly from: number;
  readonly fill: string;
  readonly ink: string;
}

/** From white to dark: the ink on each can be read. */
const FILLS = [
  { fill: '#5b6b7b', ink: '#ffffff' },
  { fill: '#94a5b6', ink: '#000000' },
  { fill: '#c3d0dd', ink: '#000000' },
  { fill: '#f1f5f9', ink: '#000000' },
] as const;

/** Four steps of equal width from the lowest to the highest value, each beginning at a tenth. */
function lightnessSteps(known: readonly number[]): readonly Step[] {
  if (known.length === 0) return [];
  const [lowest, highest] = [Math.floor(Math.min(...known) * 10) / 10, Math.max(...known)];
  const width = Math.max(0.1, Math.ceil(((highest - lowest) / FILLS.length) * 10) / 10);
  return FILLS.map((look, index) => ({
    from: Math.round((lowest + index * width) * 10) / 10,
    ...look,
  })).filter(({ from }) => from <= highest);
}

function fitFrame(centres: readonly Point[]) {
  const [xs, ys] = [centres.map(({ x }) => x), centres.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs, Infinity), Math.min(...ys, Infinity)];
  const columns = Math.max(...xs, left) - left + 1;
  const radiusPx = Math.min(MAX_RADIUS, ((CHART_WIDTH - 2 * MARGIN) / columns) * HEX_RADIUS);
  const scale = radiusPx / HEX_RADIUS;
  const rows = Math.max(...ys, top) - top;
  const shift = (CHART_WIDTH - columns * scale) / 2;
  return {
    radiusPx,
    heightPx: centres.length === 0 ? MARGIN : Math.ceil(rows * scale + 2 * radiusPx + 2 * MARGIN),
    place: ({ x, y }: Point): Point => ({
      x: shift + (x - left + 0.5) * scale,
      y: MARGIN + radiusPx + (y - top) * scale,
    }),
  };
}

function drawTile(
  district: DistrictTile,
  centre: Point,
  radiusPx: number,
  value: Percent,
  steps: readonly Step[],
): Elements {
  const corners = [0, 1, 2, 3, 4, 5].map((corner) => hexCorner(centre, corner, radiusPx - 1));
  const step = value && steps.findLast(({ from }) => Number(value.value) >= from);
  const ink = step?.ink ?? INK;
  return [
    {
      type: 'polygon',
      shape: { points: corners.map(({ x, y }) => [x, y]) },
      style: {
        fill: step?.fill ?? '#ffffff',
        stroke: INK,
        lineWidth: 1,
        ...(value ? {} : { lineDash: [4, 3] }),
      },
      silent: true,
    },
    {
      type: 'text',
      x: centre.x,
      y: centre.y,
      style: {
        text: `${wrapName(district.name)}\n${valueWords(district, value)
          .replace('\u00a0%', '')
          .replace(/ (?=đo|camera)/u, '\n')}`,
        align: 'center',
        verticalAlign: 'middle',
        fontFamily: 'Tinos',
        fontSize: 13,
        lineHeight: 14,
        fill: ink,
      },
      silent: true,
    },
  ];
}

/** What was not measured is not called without figures: other indicators of it may have been. */
function valueWords({ cameras, isThin }: DistrictTile, value: Percent): string {
  if (value) return `${value.text}${isThin ? '*' : ''}`;
  return cameras === 0 ? 'không camera' : 'chưa đo được';
}

/** `Quận Hai Bà Trưng` as `Hai Bà\nTrưng`. */
function wrapName(name: string): string {
  const words = name.replace(/^(Quận|Huyện|Thị xã)\s+/u, '').split(' ');
  if (words.length < 3) return words.join(' ');
  return `${words.slice(0, 2).join(' ')}\n${words.slice(2).join(' ')}`;
}

function drawLegend(steps: readonly Step[], topPx: number): Elements {
  return steps.flatMap(({ from, fill }, index): Elements => {
    const next = steps[index + 1];
    const x = MARGIN + index * 150;
    const text = next ? `${decimal(from)} đến dưới ${decimal(next.from)} %` : `từ ${decimal(from)} % trở lên`;
    return [
      {
        type: 'rect',
        shape: { x, y: topPx + 8, width: 16, height: 16 },
        style: { fill, stroke: INK, lineWidth: 1 },
        silent: true,
      },
      {
        type: 'text',
        x: x + 22,
        y: topPx + 16,
        style: { text, fontFamily: 'Tinos', fontSize: FONT_SIZE - 2, verticalAlign: 'middle', fill: INK },
        silent: true,
      },
    ];
  });
}

const decimal = (value: number): string => `${value}`.replace('.', ',');

function describe(districts: readonly DistrictTile[], values: ReadonlyMap<string, Percent>): string {
  const parts = districts.map(
    (district) => `${district.name}: ${valueWords(district, values.get(district.id))}`,
  );
  return `Bản đồ ô: độ khả dụng theo địa bàn quận, huyện, thị xã cũ. ${parts.join('; ')}.`;
}
