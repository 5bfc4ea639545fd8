import { periodText } from '../../core/language/period-text.ts';
import { nameOf, STATEMENT_WORDS } from '../annual/frame/words.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { dong, type FigureSheet, HOURS, hours, PERCENT, percentCell, WHOLE } from './figure-sheet.ts';

/** Periods of contracts as their statements stand; money that is not settled is left empty. */
export function contractSheet({ contracts }: FiguresSections): FigureSheet | undefined {
  if (isMissing(contracts)) return undefined;
  const entries = contracts.rows.flatMap((contract) =>
    contract.periods.map((period) => ({ contract, period })),
  );
  return {
    name: 'Hợp đồng',
    columns: [
      { title: 'Số hợp đồng', width: 22 },
      { title: 'Hợp đồng', width: 44 },
      { title: 'Kỳ', width: 12 },
      { title: 'Bảng đối soát', width: 14 },
      { title: 'Thời gian tốt (giờ)', width: 16, ...HOURS, named: 'HĐ_tốt' },
      { title: 'Thời gian tính (giờ)', width: 16, ...HOURS, named: 'HĐ_tính' },
      { title: 'Độ khả dụng (%)', width: 14, ...PERCENT },
      { title: 'Cam kết (%)', width: 12, ...PERCENT },
      ...['Giảm trừ', 'Phạt', 'Bồi thường', 'Cộng', 'Chưa thống nhất'].map((title) => ({
        ...{ title: `${title} (đồng)`, width: 18, ...WHOLE },
        named: `HĐ_${title.toLowerCase().replaceAll(' ', '_')}`,
      })),
    ],
    rows: entries.map(({ contract, period }) => {
      const { goodMs, countedMs, money } = period;
      return [
        contract.number ?? contract.id,
        nameOf(contract),
        `${periodText(period.id)}${period.extent === 'crossing' ? ' (một phần)' : ''}`,
        STATEMENT_WORDS[period.state] ?? period.state,
        hours(goodMs),
        hours(countedMs),
        goodMs === undefined || countedMs === undefined
          ? undefined
          : percentCell('HĐ_tốt', 'HĐ_tính', goodMs, countedMs),
        contract.targetPpm === undefined ? 'không có điều khoản' : contract.targetPpm / 10_000,
        dong(money?.byType.deduction),
        dong(money?.byType.penalty),
        dong(money?.byType.damages),
        money === undefined
          ? undefined
          : { formula: 'HĐ_giảm_trừ+HĐ_phạt+HĐ_bồi_thường', result: Number(money.total) },
        dong(money?.disputed),
      ];
    }),
    summed: [9, 10, 11, 12, 13],
  };
}
