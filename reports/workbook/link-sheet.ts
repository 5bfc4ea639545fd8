import type { SheetCell } from '../../documents/xlsx/sheet.ts';
import { nameOf } from '../annual/frame/words.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { CODE, type FigureSheet, WHOLE } from './figure-sheet.ts';

/** Links with their bandwidth in both directions. */
export function linkSheet({ links }: FiguresSections): FigureSheet | undefined {
  if (isMissing(links)) return undefined;
  const direction = (of: (typeof links.rows)[number]['in']): readonly SheetCell[] => [
    of?.samples,
    megabits(of?.p95BitsPerSecond),
    of?.saturatedDays,
    of?.longestSaturatedRunDays,
  ];
  return {
    name: 'Đường truyền',
    columns: [
      { title: 'Đường truyền', width: 44 },
      { title: 'Nhà cung cấp', width: 34 },
      { title: 'Dung lượng (Mbit/s)', width: 18, ...MEGABITS },
      { title: 'Số ngày đo', width: 12, ...WHOLE },
      ...['vào', 'ra'].flatMap((way) =>
        ['Số mẫu', 'P95 (Mbit/s)', 'Số ngày trên 90 %', 'Số ngày liên tục trên 90 %'].map((title, index) => ({
          title: `${title}, chiều ${way}`,
          width: 16,
          ...(index === 1 ? MEGABITS : WHOLE),
        })),
      ),
      CODE,
    ],
    rows: links.rows.map((row) => [
      nameOf(row),
      row.carrierName ?? row.carrier,
      megabits(row.capacityBitsPerSecond),
      row.days,
      ...direction(row.in),
      ...direction(row.out),
      row.id,
    ]),
  };
}

const MEGABITS = { format: '#,##0.0' };
const megabits = (bitsPerSecond: number | undefined): number | undefined =>
  bitsPerSecond === undefined ? undefined : bitsPerSecond / 1_000_000;
