import { STATE_WORDS_VI } from '../../../core/words/state-words-vi.ts';
import type { FiguresSections } from '../../figures/annual-figures.ts';
import { isMissing } from '../../figures/figure-parts.ts';
import {
  type Availability,
  MEASURED_GROUPS,
  type MeasuredGroup,
  type StateSums,
} from '../../figures/measured-figures.ts';
import { STATEMENT_WORDS } from '../annual/annexes/contract-annex.ts';
import { PART_WORDS } from '../annual/annexes/reconciliation-annex.ts';
import { inIndicatorOrder, inKindOrder } from '../annual/indicator-order.ts';
import { ownerWords, reasonWords } from '../annual/sections/cause-section.ts';
import { capitalised, KIND_WORDS, nameOf, PURPOSE_WORDS, rootWords } from '../annual/words.ts';
import type { SheetCell, SheetColumn } from '../statement/sheet.ts';
import { type FigureSheet, PERCENT, percentCell, sheetRow, WHOLE } from './figure-sheet.ts';

const GROUP_WORDS: Readonly<Record<MeasuredGroup | 'city', string>> = {
  city: 'Toàn Thành phố',
  agency: 'Đơn vị',
  district: 'Quận, huyện, thị xã cũ',
  area: 'Phường, xã',
  programme: 'Nhiệm vụ của Kế hoạch',
  purpose: 'Mục đích',
  contractor: 'Nhà thầu',
};

function indicatorWords(indicator: string): string {
  const words: Readonly<Record<string, string>> = STATE_WORDS_VI.indicators;
  return capitalised(words[indicator] ?? indicator);
}

function kindWords(kind: string): string {
  const words: Readonly<Record<string, string>> = KIND_WORDS;
  return capitalised(words[kind] ?? kind);
}

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

/** Milliseconds of states of every group, and the percentages that follow from them. */
export function availabilitySheet({ availability }: FiguresSections): FigureSheet | undefined {
  if (isMissing(availability)) return undefined;
  const entries = inIndicatorOrder(availability.indicators).flatMap(([indicator, kinds]) =>
    inKindOrder(kinds).flatMap(([kind, table]) => [
      { indicator, kind, group: 'city' as const, id: 'city', name: 'Toàn Thành phố', cell: table.city },
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

/** Columns G to J hold up, degraded, down and unknown. */
function percents({ measured }: Pick<Availability, 'measured'>, row: number): readonly SheetCell[] {
  const { upMs, degradedMs, downMs, unknownMs } = measured;
  const goodMs = upMs + degradedMs;
  const knownMs = goodMs + downMs;
  const [good, known, all] = [`G${row}+H${row}`, `SUM(G${row}:I${row})`, `SUM(G${row}:J${row})`];
  return [percentCell(good, known, goodMs, knownMs), percentCell(known, all, knownMs, knownMs + unknownMs)];
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

/** Downtime by reason, root and owner, with the share of each. */
export function causeSheet({ causes }: FiguresSections): FigureSheet | undefined {
  if (isMissing(causes)) return undefined;
  const owners = new Map(causes.owner.map((owner) => [owner.id, ownerWords(owner)]));
  const last = sheetRow(causes.rows.length - 1);
  return {
    name: 'Nguyên nhân',
    columns: [
      { title: 'Lý do', width: 30 },
      { title: 'Nơi phát sinh', width: 28 },
      { title: 'Bên chịu trách nhiệm', width: 44 },
      { title: 'Số lần', width: 12, ...WHOLE },
      { title: 'Gián đoạn (ms)', width: 20, ...WHOLE },
      { title: 'Tỷ lệ (%)', width: 12, ...PERCENT },
    ],
    rows: causes.rows.map(({ reason, root, owner, outages, downMs }, index) => [
      capitalised(reasonWords(reason)),
      capitalised(rootWords(root)),
      owners.get(owner) ?? owner,
      outages,
      downMs,
      percentCell(`E${sheetRow(index)}`, `SUM(E$${sheetRow(0)}:E$${last})`, downMs, causes.total.downMs),
    ]),
    summed: [4, 5],
  };
}

/** Periods of contracts as their statements stand; money that is not settled is left empty. */
export function contractSheet({ contracts }: FiguresSections): FigureSheet | undefined {
  if (isMissing(contracts)) return undefined;
  const entries = contracts.rows.flatMap((contract) =>
    contract.periods.map((period) => ({ contract, period })),
  );
  const dong = (text: string | undefined): SheetCell => (text === undefined ? undefined : Number(text));
  return {
    name: 'Hợp đồng',
    columns: [
      { title: 'Mã hợp đồng', width: 30 },
      { title: 'Hợp đồng', width: 44 },
      { title: 'Kỳ', width: 12 },
      { title: 'Bảng đối soát', width: 14 },
      { title: 'Thời gian tốt (ms)', width: 20, ...WHOLE },
      { title: 'Thời gian tính (ms)', width: 20, ...WHOLE },
      { title: 'Độ khả dụng (%)', width: 14, ...PERCENT },
      { title: 'Cam kết (%)', width: 12, ...PERCENT },
      ...['Giảm trừ (đồng)', 'Phạt (đồng)', 'Bồi thường (đồng)', 'Cộng (đồng)', 'Chưa thống nhất (đồng)'].map(
        (title) => ({ title, width: 18, ...WHOLE }),
      ),
    ],
    rows: entries.map(({ contract, period }, index) => {
      const row = sheetRow(index);
      const { goodMs, countedMs, money } = period;
      return [
        contract.id,
        nameOf(contract),
        period.id,
        STATEMENT_WORDS[period.state] ?? period.state,
        goodMs,
        countedMs,
        goodMs === undefined || countedMs === undefined
          ? undefined
          : percentCell(`E${row}`, `F${row}`, goodMs, countedMs),
        contract.targetPpm === undefined ? 'không có điều khoản' : contract.targetPpm / 10_000,
        dong(money?.byType.deduction),
        dong(money?.byType.penalty),
        dong(money?.byType.damages),
        money === undefined ? undefined : { formula: `SUM(I${row}:K${row})`, result: Number(money.total) },
        dong(money?.disputed),
      ];
    }),
    summed: [9, 10, 11, 12, 13],
  };
}

const PART_STATES = ['upMs', 'degradedMs', 'downMs', 'unknownMs', 'excusedMs', 'othersMs'] as const;
const PART_LETTERS = ['E', 'F', 'G', 'H', 'I', 'J'] as const;

/** The parts that the annual figures are made of, by indicator and kind; what they differ by is computed. */
export function reconciliationSheet({ reconciliation }: FiguresSections): FigureSheet | undefined {
  if (isMissing(reconciliation)) return undefined;
  const rows: (readonly SheetCell[])[] = [];
  for (const { indicator, kind, rows: parts, annual, difference } of [
    reconciliation,
    ...reconciliation.others,
  ]) {
    const first = sheetRow(rows.length);
    const of = [indicatorWords(indicator), kindWords(kind)] as const;
    for (const { id, entities, sums } of parts)
      rows.push([...of, PART_WORDS[id] ?? id, entities, ...PART_STATES.map((state) => sums[state])]);
    const last = sheetRow(rows.length) - 1;
    rows.push([...of, 'Số cả kỳ', undefined, ...PART_STATES.map((state) => annual[state])]);
    const differences = PART_LETTERS.map((letters, index): SheetCell => {
      const state = PART_STATES[index];
      return {
        formula: `${letters}${last + 1}-SUM(${letters}${first}:${letters}${last})`,
        result: state === undefined ? 0 : difference[state],
      };
    });
    rows.push([...of, 'Chênh lệch', undefined, ...differences]);
  }
  return {
    name: 'Đối chiếu',
    columns: [
      { title: 'Chỉ tiêu', width: 14 },
      { title: 'Loại', width: 28 },
      { title: 'Phần', width: 60 },
      { title: 'Số lượng', width: 12, ...WHOLE },
      ...[
        'Hoạt động (ms)',
        'Suy giảm (ms)',
        'Gián đoạn (ms)',
        'Chưa rõ (ms)',
        'Được loại trừ (ms)',
        'Do bên khác (ms)',
      ].map((title) => ({ title, width: 20, ...WHOLE })),
    ],
    rows,
  };
}

/** Links with their bandwidth in both directions. */
export function linkSheet({ links }: FiguresSections): FigureSheet | undefined {
  if (isMissing(links)) return undefined;
  const direction = (of: (typeof links.rows)[number]['in']): readonly SheetCell[] => [
    of?.samples,
    of?.p95BitsPerSecond,
    of?.saturatedDays,
    of?.longestSaturatedRunDays,
  ];
  return {
    name: 'Đường truyền',
    columns: [
      { title: 'Mã', width: 34 },
      { title: 'Đường truyền', width: 44 },
      { title: 'Nhà cung cấp', width: 34 },
      { title: 'Dung lượng (bit/s)', width: 18, ...WHOLE },
      { title: 'Số ngày đo', width: 12, ...WHOLE },
      ...['vào', 'ra'].flatMap((way) =>
        ['Số mẫu', 'P95 (bit/s)', 'Ngày vượt 90 %', 'Ngày vượt liên tục'].map((title) => ({
          title: `${title}, chiều ${way}`,
          width: 16,
          ...WHOLE,
        })),
      ),
    ],
    rows: links.rows.map((row) => [
      row.id,
      nameOf(row),
      row.carrierName ?? row.carrier,
      row.capacityBitsPerSecond,
      row.days,
      ...direction(row.in),
      ...direction(row.out),
    ]),
  };
}
