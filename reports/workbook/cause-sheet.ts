import { capitalised, rootWords } from '../annual/frame/words.ts';
import { ownerWords, reasonWords } from '../annual/sections/cause-section.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { type FigureSheet, HOURS, hours, PERCENT, percentCell, WHOLE } from './figure-sheet.ts';

/** Downtime by reason, root and owner, with the share of each. */
export function causeSheet({ causes }: FiguresSections): FigureSheet | undefined {
  if (isMissing(causes)) return undefined;
  const owners = new Map(causes.owner.map((owner) => [owner.id, ownerWords(owner)]));
  return {
    name: 'Nguyên nhân',
    columns: [
      { title: 'Lý do', width: 30 },
      { title: 'Nơi phát sinh', width: 28 },
      { title: 'Bên chịu trách nhiệm', width: 44 },
      { title: 'Số lần', width: 12, ...WHOLE },
      { title: 'Gián đoạn (giờ)', width: 16, ...HOURS, named: 'NN_gián_đoạn' },
      { title: 'Tỷ lệ (%)', width: 12, ...PERCENT },
    ],
    rows: causes.rows.map(({ reason, root, owner, outages, downMs }) => [
      capitalised(reasonWords(reason)),
      capitalised(rootWords(root)),
      owners.get(owner) ?? owner,
      outages,
      hours(downMs),
      percentCell('NN_gián_đoạn', 'SUM(NN_gián_đoạn)', downMs, causes.total.downMs),
    ]),
    summed: [4, 5],
  };
}
