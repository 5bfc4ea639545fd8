import type { SheetCell } from '../../documents/xlsx/sheet.ts';
import { PART_WORDS } from '../annual/frame/words.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { type FigureSheet, sheetRow, WHOLE } from './figure-sheet.ts';
import { indicatorWords, kindWords } from './sheet-words.ts';

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
