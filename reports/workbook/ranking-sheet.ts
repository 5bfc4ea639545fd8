import { nameOf } from '../annual/frame/words.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { type FigureSheet, HOURS, hours, PERCENT, percentCell, WHOLE } from './figure-sheet.ts';

const LISTS = [
  ['agencies', 'worst', 'Đơn vị thấp nhất'],
  ['agencies', 'best', 'Đơn vị cao nhất'],
  ['devices', 'worst', 'Thiết bị thấp nhất'],
  ['devices', 'best', 'Thiết bị cao nhất'],
] as const;

const ALL = 'XH_tốt+XH_gián_đoạn+XH_chưa_rõ';

/** The worst and the best in full: the report names the first of them. */
export function rankingSheet({ rankings }: FiguresSections): FigureSheet | undefined {
  if (isMissing(rankings)) return undefined;
  return {
    name: 'Xếp hạng',
    columns: [
      { title: 'Danh sách', width: 22 },
      { title: 'Tên', width: 50 },
      { title: 'Tốt (giờ)', width: 16, ...HOURS, named: 'XH_tốt' },
      { title: 'Gián đoạn (giờ)', width: 16, ...HOURS, named: 'XH_gián_đoạn' },
      { title: 'Chưa rõ (giờ)', width: 16, ...HOURS, named: 'XH_chưa_rõ' },
      { title: 'Độ khả dụng (%)', width: 14, ...PERCENT },
      { title: 'Thời gian có số liệu (%)', width: 16, ...PERCENT },
      { title: 'Số lần gián đoạn', width: 12, ...WHOLE },
    ],
    rows: LISTS.flatMap(([of, end, words]) =>
      rankings[of][end].map((row) => {
        const { upMs, degradedMs, downMs, unknownMs } = row.measured;
        const goodMs = upMs + degradedMs;
        const knownMs = goodMs + downMs;
        return [
          ...[words, nameOf(row), hours(goodMs), hours(downMs), hours(unknownMs)],
          percentCell('XH_tốt', '(XH_tốt+XH_gián_đoạn)', goodMs, knownMs),
          percentCell('(XH_tốt+XH_gián_đoạn)', `(${ALL})`, knownMs, knownMs + unknownMs),
          row.outages,
        ];
      }),
    ),
  };
}
