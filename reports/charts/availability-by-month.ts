import type { EChartsOption } from 'echarts';
import { cutPercent } from '../../core/language/cut-percent.ts';
import {
  type Chart,
  FONT_SIZE,
  GRID_GREY,
  INK,
  LINE_GREY,
  renderChart,
} from '../../documents/charts/render-chart.ts';

/** Good time of counted time; nothing counted is a gap in the line, never a zero. */
export interface MonthPoint {
  /** `12/2024`. */
  readonly label: string;
  readonly goodMs: number;
  readonly countedMs: number;
  /** Too little of the month is known: marked by a star. */
  readonly isThin?: boolean;
  /** Cameras there at its end; without any there was nothing to measure. */
  readonly cameras?: number;
}

const HEIGHT = 250;

/** Availability of each month as a line. The axis is cut below the worst month, and its name says so. */
export function drawAvailabilityByMonth(months: readonly MonthPoint[]): Chart {
  const values = months.map(({ goodMs, countedMs }) => cutPercent(goodMs, countedMs));
  const known = values.flatMap((value) => (value ? [Number(value.value)] : []));
  const floor = axisFloor(known);
  const option: EChartsOption = {
    grid: { left: 58, right: 20, top: 46, bottom: 54 },
    title: {
      text: floor > 0 ? `Độ khả dụng (%), trục đứng bắt đầu từ ${floor} %` : 'Độ khả dụng (%)',
      left: 8,
      top: 6,
      textStyle: { fontFamily: 'Tinos', fontSize: FONT_SIZE, fontWeight: 'normal', color: INK },
    },
    xAxis: {
      type: 'category',
      data: months.map(({ label }) => label.replace('/', '/\n')),
      axisLine: { lineStyle: { color: INK } },
      axisTick: { alignWithLabel: true },
      axisLabel: { color: INK, fontSize: 14, interval: 0, lineHeight: 16 },
    },
    yAxis: {
      type: 'value',
      min: floor,
      max: 100,
      axisLabel: { color: INK, fontSize: 14, formatter: (value: number) => `${value}`.replace('.', ',') },
      splitLine: { lineStyle: { color: GRID_GREY } },
    },
    series: [
      {
        type: 'line',
        data: values.map((value) => (value ? Number(value.value) : '-')),
        connectNulls: false,
        symbol: 'circle',
        symbolSize: 8,
        lineStyle: { color: LINE_GREY, width: 2 },
        itemStyle: { color: INK },
        label: {
          show: true,
          position: 'top',
          color: INK,
          fontSize: 13,
          backgroundColor: '#ffffff',
          padding: [1, 2],
          formatter: ({ dataIndex }) =>
            `${values[dataIndex]?.value ?? ''}${star(months[dataIndex])}`.replace('.', ','),
        },
      },
      {
        // A month without figures is written, not left to be guessed from a gap.
        type: 'scatter',
        data: values.map((value) => (value ? '-' : floor)),
        symbolSize: 0,
        label: {
          show: true,
          position: 'top',
          formatter: ({ dataIndex }) => unknownWords(months[dataIndex]).replace(' ', '\n'),
          color: INK,
          fontSize: 12,
          lineHeight: 13,
        },
      },
    ],
  };
  return renderChart(option, HEIGHT, describe(months, values));
}

const star = (month: MonthPoint | undefined): string => (month?.isThin === true ? '*' : '');

const unknownWords = (month: MonthPoint | undefined): string =>
  month?.cameras === 0 ? 'không camera' : 'chưa đo được';

/** A whole number at or below the worst month, with room under it. */
function axisFloor(known: readonly number[]): number {
  if (known.length === 0) return 0;
  const worst = Math.min(...known);
  const step = worst > 90 ? 1 : 10;
  return Math.max(0, Math.floor((worst - (100 - worst) * 0.1) / step) * step);
}

function describe(months: readonly MonthPoint[], values: readonly ReturnType<typeof cutPercent>[]): string {
  const parts = months.map(
    (month, index) => `${month.label}: ${values[index]?.text ?? unknownWords(month)}${star(month)}`,
  );
  return `Biểu đồ đường: độ khả dụng theo tháng. ${parts.join('; ')}.`;
}
