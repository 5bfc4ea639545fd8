import { MEASURED_GROUPS, type MeasuredGroup } from '../../availability/window/measured-groups.ts';
import type { SheetCell } from '../../documents/xlsx/sheet.ts';
import { inIndicatorOrder, inKindOrder } from '../annual/frame/indicator-order.ts';
import { nameOf, PURPOSE_WORDS } from '../annual/frame/words.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import type { Availability, OutageStatistics, StateSums } from '../figures/document/measured-figures.ts';
import {
  CODE,
  day,
  type FigureColumn,
  type FigureSheet,
  HOURS,
  hours,
  MONTH,
  MS_PER_HOUR,
  PERCENT,
  percentCell,
  WHOLE,
} from './figure-sheet.ts';
import { indicatorWords, kindWords } from './sheet-words.ts';

/** Hours of states and outages of every group, and the percentages that follow from them. */
export function availabilitySheet({ availability, outages }: FiguresSections): FigureSheet | undefined {
  if (isMissing(availability)) return undefined;
  const outagesOf = outageReader(outages);
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
      { title: 'Tên', width: 40 },
      { title: 'Số lượng', width: 12, ...WHOLE },
      ...stateColumns('KD'),
      { title: 'Độ khả dụng (%)', width: 14, ...PERCENT },
      { title: 'Thời gian có số liệu (%)', width: 16, ...PERCENT },
      { title: 'Chưa đo được', width: 12, ...WHOLE },
      { title: 'Số lần gián đoạn', width: 12, ...WHOLE },
      { title: 'Khắc phục trung bình (giờ)', width: 14, ...HOURS },
      { title: 'Lần dài nhất (giờ)', width: 14, ...HOURS },
      { title: 'Chưa khắc phục cuối kỳ', width: 14, ...WHOLE },
      CODE,
    ],
    rows: entries.map(({ indicator, kind, group, id, name, cell }) => [
      indicatorWords(indicator),
      kindWords(kind),
      GROUP_WORDS[group],
      name,
      cell.entities,
      ...stateCells(cell.measured, 'KD'),
      ...percents(cell, 'KD'),
      cell.neverMeasured,
      ...outageCells(outagesOf(indicator, kind, group, id)),
      group === 'city' ? undefined : id,
    ]),
  };
}

type OutagesOf = (indicator: string, kind: string, group: string, id: string) => OutageStatistics | undefined;

/** By the same names; rows are looked up often enough to be found at once. */
function outageReader(outages: FiguresSections['outages']): OutagesOf {
  const found = new Map<string, OutageStatistics>();
  const indicators = isMissing(outages) ? {} : outages.indicators;
  for (const [indicator, kinds] of inIndicatorOrder(indicators))
    for (const [kind, table] of inKindOrder(kinds)) {
      found.set([indicator, kind, 'city', 'city'].join('\t'), table.city);
      for (const group of MEASURED_GROUPS)
        for (const row of table[group]) found.set([indicator, kind, group, row.id].join('\t'), row);
    }
  return (...names) => found.get(names.join('\t'));
}

const outageCells = (outages: OutageStatistics | undefined): readonly SheetCell[] => [
  outages?.count,
  hours(outages?.mttrMs),
  hours(outages?.longestMs),
  outages?.openAtEnd,
];

/** Months of cameras, as the chart of the report shows them. */
export function monthSheet({ months }: FiguresSections): FigureSheet | undefined {
  if (isMissing(months)) return undefined;
  const entries = months.rows.flatMap(({ id, cameras, indicators }) =>
    inIndicatorOrder(indicators).map(([indicator, figures]) => ({ id, cameras, indicator, ...figures })),
  );
  return {
    name: 'Theo tháng',
    columns: [
      { title: 'Tháng', width: 12, ...MONTH },
      { title: 'Camera cuối tháng', width: 14, ...WHOLE },
      { title: 'Chỉ tiêu', width: 14 },
      { title: 'Số lượng', width: 12, ...WHOLE },
      { title: 'Số lần gián đoạn', width: 14, ...WHOLE },
      { title: 'Thời gian khắc phục (giờ)', width: 16, ...HOURS },
      ...stateColumns('TH'),
      { title: 'Độ khả dụng (%)', width: 14, ...PERCENT },
      { title: 'Thời gian có số liệu (%)', width: 16, ...PERCENT },
    ],
    rows: entries.map((entry) => [
      day(`${entry.id}-01`),
      entry.cameras,
      indicatorWords(entry.indicator),
      entry.entities,
      entry.outages,
      hours(entry.restoredMs),
      ...stateCells(entry.measured, 'TH'),
      ...percents(entry, 'TH'),
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

const STATES = ['Hoạt động', 'Suy giảm', 'Gián đoạn', 'Có số liệu', 'Chưa rõ', 'Ngoài thời gian sử dụng'];

/** Named by the sheet and the state: `KD_hoạt_động`. */
const stateColumns = (sheet: string): readonly FigureColumn[] =>
  STATES.map((state) => ({
    title: `${state} (giờ)`,
    width: 16,
    ...HOURS,
    named: `${sheet}_${state.toLowerCase().replaceAll(' ', '_')}`,
  }));

function stateCells(
  { upMs, degradedMs, downMs, unknownMs, outOfServiceMs }: StateSums,
  sheet: string,
): readonly SheetCell[] {
  const known = {
    formula: `${sheet}_hoạt_động+${sheet}_suy_giảm+${sheet}_gián_đoạn`,
    result: (upMs + degradedMs + downMs) / MS_PER_HOUR,
  };
  return [...[upMs, degradedMs, downMs].map(hours), known, ...[unknownMs, outOfServiceMs].map(hours)];
}

function percents({ measured }: Pick<Availability, 'measured'>, sheet: string): readonly SheetCell[] {
  const { upMs, degradedMs, downMs, unknownMs } = measured;
  const goodMs = upMs + degradedMs;
  const knownMs = goodMs + downMs;
  const known = `${sheet}_có_số_liệu`;
  return [
    percentCell(`(${sheet}_hoạt_động+${sheet}_suy_giảm)`, known, goodMs, knownMs),
    percentCell(known, `(${known}+${sheet}_chưa_rõ)`, knownMs, knownMs + unknownMs),
  ];
}
