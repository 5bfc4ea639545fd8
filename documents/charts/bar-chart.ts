import type { EChartsOption } from 'echarts';
import { FONT_SIZE, INK } from './render-chart.ts';

const ROW_HEIGHT = 34;
const NAME_WIDTH = 200;
/** Two lines of a name, as wide as its column. */
const NAME_LENGTH = 54;

/** What bar charts have in common: names on the left, the first on top, each with room for two lines. */
export function barChart(
  names: readonly string[],
  { topPx = 10, bottomPx = 10 } = {},
): { readonly option: EChartsOption; readonly heightPx: number } {
  return {
    heightPx: topPx + bottomPx + Math.max(1, names.length) * ROW_HEIGHT,
    option: {
      grid: { left: NAME_WIDTH + 12, right: 10, top: topPx, bottom: bottomPx },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names.map(shorten),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: INK } },
        axisLabel: {
          color: INK,
          fontSize: FONT_SIZE - 1,
          lineHeight: FONT_SIZE,
          align: 'right',
          interval: 0,
          width: NAME_WIDTH,
          // The library looks at the clock before it measures the letters of a second font for breaking: one font is broken, here.
          overflow: 'break',
        },
      },
    },
  };
}

function shorten(name: string): string {
  const letters = [...name];
  return letters.length > NAME_LENGTH ? `${letters.slice(0, NAME_LENGTH - 1).join('')}…` : name;
}
