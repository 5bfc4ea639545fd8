import type { SheetCell } from '../../documents/xlsx/sheet.ts';
import { nameOf, STATEMENT_WORDS } from '../annual/frame/words.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { type FigureSheet, PERCENT, percentCell, sheetRow, WHOLE } from './figure-sheet.ts';

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
