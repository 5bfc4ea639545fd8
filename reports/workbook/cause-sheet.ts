import { capitalised, rootWords } from '../annual/frame/words.ts';
import { ownerWords, reasonWords } from '../annual/sections/cause-section.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { type FigureSheet, PERCENT, percentCell, sheetRow, WHOLE } from './figure-sheet.ts';

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
