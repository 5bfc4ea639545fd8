import { MEASURED_GROUPS, type MeasuredGroup } from '../../availability/window/measured-groups.ts';
import type { SheetCell, SheetColumn } from '../../documents/xlsx/sheet.ts';
import { inIndicatorOrder, inKindOrder } from '../annual/frame/indicator-order.ts';
import { nameOf, PURPOSE_WORDS } from '../annual/frame/words.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import type { Availability, StateSums } from '../figures/document/measured-figures.ts';
import { type FigureSheet, PERCENT, percentCell, sheetRow, WHOLE } from './figure-sheet.ts';
import { indicatorWords, kindWords } from './sheet-words.ts';

/** Milliseconds of states of every group, and the percentages that follow from them. */
export function availabilitySheet({ availability }: FiguresSections): FigureSheet | undefined {
  if (isMissing(availability)) return undefined;
  const entries = inIndicatorOrder(availability.indicators).flatMap(([indicator, kinds]) =>
    inKindOrder(kinds).flatMap(([kind, table]) => [
      { indicator, kind, group: 'city' as const, id: 'city', name: GROUP_WORDS.city, cell: table.city },
      ...MEASURED_GROUPS.flatMap((group) =>
        table[group].map((row) => ({
          indicator,
          kind,
          group,
          id: row.id,
          name: groupName(group, row),
          cell: row,
        })),
      ),
    ]),
  );
  return {
    name: 'Độ khả dụng',
    columns: [
      { title: 'Chỉ tiêu', width: 14 },
      { title: 'Loại', width: 28 },
      { title: 'Nhóm', width: 26 },
      { title: 'Mã', width: 30 },
      { title: 'Tên', width: 40 },
      { title: 'Số lượng', width: 12, ...WHOLE },
      ...STATE_COLUMNS,
      { title: 'Độ khả dụng (%)', width: 14, ...PERCENT },
      { title: 'Tỷ lệ thời gian có số liệu (%)', width: 16, ...PERCENT },
      { title: 'Không có số liệu', width: 12, ...WHOLE },
    ],
    rows: entries.map(({ indicator, kind, group, id, name, cell }, index) => [
      indicatorWords(indicator),
      kindWords(kind),
      GROUP_WORDS[group],
      id,
      name,
      cell.entities,
      ...stateCells(cell.measured),
      ...percents(cell, sheetRow(index)),
      cell.neverMeasured,
    ]),
  };
}

/** Months of cameras, as the chart of the report shows them. */
export function monthSheet({ months }: FiguresSections): FigureSheet | undefined {
  if (isMissing(months)) return undefined;
  const entries = months.rows.flatMap(({ id, cameras, indicators }) =>
    inIndicatorOrder(indicators).map(([indicator, figures]) => ({ id, cameras, indicator, ...figures })),
  );
  return {
    name: 'Theo tháng',
    columns: [
      { title: 'Tháng', width: 12 },
      { title: 'Camera cuối tháng', width: 14, ...WHOLE },
      { title: 'Chỉ tiêu', width: 14 },
      { title: 'Số lượng', width: 12, ...WHOLE },
      { title: 'Số lần gián đoạn', width: 14, ...WHOLE },
      { title: 'Thời gian khắc phục (ms)', width: 20, ...WHOLE },
      ...STATE_COLUMNS,
      { title: 'Độ khả dụng (%)', width: 14, ...PERCENT },
      { title: 'Tỷ lệ thời gian có số liệu (%)', width: 16, ...PERCENT },
    ],
    rows: entries.map((entry, index) => [
      entry.id,
      entry.cameras,
      indicatorWords(entry.indicator),
      entry.entities,
      entry.outages,
      entry.restoredMs,
      ...stateCells(entry.measured),
      ...percents(entry, sheetRow(index)),
    ]),
  };
}

const GROUP_WORDS: Readonly<Record<MeasuredGroup | 'city', string>> = {
  // Of what is reported: the city, or one agency.
  city: 'Toàn bộ',
  agency: 'Đơn vị',
  district: 'Quận, huyện, thị xã cũ',
  area: 'Phường, xã',
  programme: 'Nhiệm vụ của Kế hoạch',
  purpose: 'Mục đích',
  contractor: 'Nhà thầu',
};

function groupName(
  group: MeasuredGroup,
  row: { readonly id: string; readonly name?: string | undefined },
): string {
  const purposes: Readonly<Record<string, string>> = PURPOSE_WORDS;
  return (group === 'purpose' ? purposes[row.id] : undefined) ?? nameOf(row);
}

const STATE_TITLES = [
  'Hoạt động (ms)',
  'Suy giảm (ms)',
  'Gián đoạn (ms)',
  'Chưa rõ (ms)',
  'Ngoài thời gian sử dụng (ms)',
];
const STATE_COLUMNS: readonly SheetColumn[] = STATE_TITLES.map((title) => ({ title, width: 20, ...WHOLE }));

const stateCells = (sums: StateSums): readonly number[] => [
  sums.upMs,
  sums.degradedMs,
  sums.downMs,
  sums.unknownMs,
  sums.outOfServiceMs,
];

/** Columns G to J hold up, degraded, down and unknown. */
function percents({ measured }: Pick<Availability, 'measured'>, row: number): readonly SheetCell[] {
  const { upMs, degradedMs, downMs, unknownMs } = measured;
  const goodMs = upMs + degradedMs;
  const knownMs = goodMs + downMs;
  const [good, known, all] = [`G${row}+H${row}`, `SUM(G${row}:I${row})`, `SUM(G${row}:J${row})`];
  return [percentCell(good, known, goodMs, knownMs), percentCell(known, all, knownMs, knownMs + unknownMs)];
}
