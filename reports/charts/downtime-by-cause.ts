import type { EChartsOption } from 'echarts';
import { cutPercent } from '../../core/language/cut-percent.ts';
import { hoursText } from '../../core/language/hours-text.ts';
import { barChart } from '../../documents/charts/bar-chart.ts';
import type { Chart } from '../../documents/charts/render-chart.ts';
import { FILL_DARK, FONT_SIZE, INK, renderChart } from '../../documents/charts/render-chart.ts';

export interface CauseBar {
  readonly name: string;
  readonly ms: number;
}

/** Hours of downtime by cause, the largest on top; each bar carries its hours and its share. */
export function drawDowntimeByCause(causes: readonly CauseBar[]): Chart {
  const bars = causes.filter(({ ms }) => ms > 0).toSorted((a, b) => b.ms - a.ms);
  const totalMs = bars.reduce((sum, { ms }) => sum + ms, 0);
  const labels = bars.map(
    ({ ms }) => `${hoursText(ms).text} giờ (${cutPercent(ms, totalMs, 1)?.text ?? ''})`,
  );
  const { option, heightPx } = barChart(bars.map(({ name }) => name));
  const series: EChartsOption['series'] = [
    {
      type: 'bar',
      data: bars.map(({ ms }) => ms / 3_600_000),
      barWidth: 18,
      itemStyle: { color: FILL_DARK },
      label: {
        show: true,
        position: 'right',
        color: INK,
        fontSize: FONT_SIZE - 1,
        formatter: ({ dataIndex }) => labels[dataIndex] ?? '',
      },
    },
  ];
  const alt = `Biểu đồ cột: thời gian gián đoạn theo nguyên nhân. ${bars.map(({ name }, index) => `${name}: ${labels[index]}`).join('; ')}.`;
  return renderChart(
    {
      ...option,
      xAxis: {
        type: 'value',
        show: false,
        max: 1.45 * Math.max(...bars.map(({ ms }) => ms / 3_600_000), 1e-9),
      },
      series,
    },
    heightPx,
    alt,
  );
}
