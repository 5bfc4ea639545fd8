import type { EChartsOption } from 'echarts';
import { prepareCharts } from '#documents/charts/chart-font.ts';
import {
  FILL_DARK,
  FONT_SIZE,
  GRID_GREY,
  INK,
  LINE_GREY,
  renderChart,
} from '#documents/charts/render-chart.ts';
import type { CityResult } from './result.ts';

const HEIGHT = 760;
const SMALL = FONT_SIZE - 3;
/** Two by two. */
const GRIDS = [
  { left: 62, top: 40, width: 220, height: 270 },
  { left: 380, top: 40, width: 220, height: 270 },
  { left: 62, top: 420, width: 220, height: 270 },
  { left: 380, top: 420, width: 220, height: 270 },
] as const;
const TITLES = [
  'Memory by devices, MB (goal 1,200)',
  'CPU by devices, % of a core (goal 100)',
  'Memory over time, MB',
  'Half the city lost: share on record',
] as const;
const SHADES = [LINE_GREY, '#5b8db8', FILL_DARK] as const;

/** Memory and CPU over the size of a city, memory over time, and how a storm gets on record. */
export async function drawCurves(results: readonly CityResult[]): Promise<Uint8Array> {
  await prepareCharts();
  const bySize = results.toSorted((a, b) => a.devices - b.devices);
  const option: EChartsOption = {
    title: TITLES.map((text, place) => ({
      text,
      left: (GRIDS[place]?.left ?? 0) - 50,
      top: (GRIDS[place]?.top ?? 0) - 34,
      textStyle: { fontSize: SMALL + 1, fontWeight: 'normal', color: INK },
    })),
    grid: GRIDS.map((grid) => ({ ...grid })),
    xAxis: [logarithmic(0), logarithmic(1), linear(2, 's'), linear(3, 's')],
    yAxis: GRIDS.map((_grid, gridIndex) => ({
      gridIndex,
      type: 'value',
      min: 0,
      ...(gridIndex === 3 && { max: 1 }),
      axisLabel: { fontSize: SMALL, color: INK },
      splitLine: { lineStyle: { color: GRID_GREY } },
    })),
    series: [
      line(
        0,
        'memory',
        bySize.map(({ devices, memory }) => [devices, memory.peakMb]),
      ),
      line(
        1,
        'CPU',
        bySize.map(({ devices, cpuPercent }) => [devices, cpuPercent.camwatch ?? 0]),
      ),
      ...bySize.map((result, place) => line(2, nameOf(result), result.memory.curve, place)),
      ...bySize.map((result, place) =>
        line(
          3,
          nameOf(result),
          (result.storm?.cut.curve ?? []).map(([second, share]) => [second, share]),
          place,
        ),
      ),
    ],
  };
  return renderChart(option, HEIGHT, 'Memory, CPU and a storm by the size of a city').png;
}

const nameOf = ({ devices }: CityResult) => devices.toLocaleString('en');

const logarithmic = (gridIndex: number) =>
  ({ gridIndex, type: 'log', min: 500, max: 200_000, axisLabel: { fontSize: SMALL, color: INK } }) as const;

const linear = (gridIndex: number, name: string) =>
  ({
    gridIndex,
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 24,
    axisLabel: { fontSize: SMALL, color: INK },
    splitLine: { show: false },
  }) as const;

/** Curves of one picture are told apart by lightness, and named at their end. */
function line(grid: number, name: string, points: readonly (readonly [number, number])[], shade = 2) {
  const isOfSizes = grid < 2;
  return {
    type: 'line' as const,
    name,
    xAxisIndex: grid,
    yAxisIndex: grid,
    data: points.map((point) => [...point]),
    showSymbol: isOfSizes,
    symbolSize: 7,
    lineStyle: { color: SHADES[shade] ?? FILL_DARK, width: 2 },
    itemStyle: { color: SHADES[shade] ?? FILL_DARK },
    ...(!isOfSizes && {
      endLabel: {
        show: true,
        formatter: name,
        fontSize: SMALL,
        color: INK,
        offset: [-30, -8] as [number, number],
      },
    }),
  };
}
