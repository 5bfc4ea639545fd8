import type { EChartsOption } from 'echarts';
import { cutPercent } from '../../core/language/cut-percent.ts';
import { barChart } from '../../documents/charts/bar-chart.ts';
import type { Chart } from '../../documents/charts/render-chart.ts';
import { FILL_LIGHT, FONT_SIZE, GRID_GREY, INK, renderChart } from '../../documents/charts/render-chart.ts';

export interface ContractBar {
  readonly name: string;
  readonly goodMs: number;
  readonly countedMs: number;
  /** As the contract writes it: `98.5`. Absent where it promises none. */
  readonly targetPercent?: string;
}

/** Settled availability of each contract as a bar, what it promised as a mark across it. */
export function drawContractorsAgainstTargets(bars: readonly ContractBar[]): Chart {
  const values = bars.map(({ goodMs, countedMs }) => cutPercent(goodMs, countedMs));
  const targets = bars.map(({ targetPercent }) =>
    targetPercent === undefined ? undefined : Number(targetPercent),
  );
  const floor = axisFloor([...values.map((value) => value && Number(value.value)), ...targets]);
  const { option, heightPx } = barChart(
    bars.map(({ name }, index) => (values[index] ? name : `${name}: không có số liệu`)),
    { topPx: 34, bottomPx: 30 },
  );
  const series: EChartsOption['series'] = [
    {
      name: 'Độ khả dụng đạt được',
      type: 'bar',
      barWidth: 16,
      data: values.map((value) => (value ? Number(value.value) : floor)),
      itemStyle: { color: FILL_LIGHT, borderColor: INK, borderWidth: 0.5 },
      label: {
        show: true,
        position: 'insideLeft',
        color: INK,
        fontSize: FONT_SIZE - 1,
        formatter: ({ dataIndex }) => values[dataIndex]?.text ?? '',
      },
    },
    {
      name: 'Mức cam kết trong hợp đồng',
      type: 'scatter',
      symbol: 'rect',
      symbolSize: [3, 24],
      itemStyle: { color: INK },
      data: targets.map((target) => target ?? '-'),
      z: 3,
    },
  ];
  return renderChart(
    {
      ...option,
      legend: {
        left: 8,
        top: 4,
        itemWidth: 14,
        selectedMode: false,
        textStyle: { fontFamily: 'Tinos', fontSize: FONT_SIZE - 1, color: INK },
      },
      xAxis: {
        type: 'value',
        min: floor,
        max: 100,
        axisLabel: {
          color: INK,
          fontSize: 13,
          formatter: (value: number) => `${`${value}`.replace('.', ',')} %`,
        },
        splitLine: { lineStyle: { color: GRID_GREY } },
      },
      series,
    },
    heightPx,
    describe(bars, values),
  );
}

function axisFloor(numbers: readonly (number | undefined)[]): number {
  const known = numbers.filter((number) => number !== undefined);
  if (known.length === 0) return 0;
  const lowest = Math.min(...known);
  const span = Math.max(100 - lowest, 0.5);
  const step = span > 10 ? 10 : 1;
  return Math.max(0, Math.floor((lowest - span) / step) * step);
}

function describe(bars: readonly ContractBar[], values: readonly ReturnType<typeof cutPercent>[]): string {
  const parts = bars.map(({ name, targetPercent }, index) => {
    const target =
      targetPercent === undefined ? 'không cam kết mức nào' : `cam kết ${targetPercent.replace('.', ',')} %`;
    return `${name}: ${values[index]?.text ?? 'không có số liệu'} (${target})`;
  });
  return `Biểu đồ cột: độ khả dụng so với mức cam kết trong hợp đồng. ${parts.join('; ')}.`;
}
