import { isMissing } from '../../figures/document/figure-parts.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import { capitalised, rootWords } from '../frame/words.ts';
import { CUT_OFF_NOTE, ownerName, reasonWords } from '../sections/cause-section.ts';

/** Downtime by reason, where it began, and who answers for it. */
export const causeAnnex: ReportAnnex = {
  name: 'causes',
  title: 'Thời gian gián đoạn theo lý do, nơi phát sinh và bên chịu trách nhiệm',
  orientation: 'landscape',
  namesPlaces: false,
  isIn: ({ sections }) => !isMissing(sections.causes) && sections.causes.total.downMs > 0,
  blocks: (context) => {
    const { sections, print } = context;
    const { causes } = sections;
    if (isMissing(causes)) return [];
    const owners = new Map(causes.owner.map(({ id, name }) => [id, name]));
    return [
      {
        kind: 'table',
        columns: [{ share: 24 }, { share: 22 }, { share: 30 }, { share: 10 }, { share: 12 }, { share: 12 }],
        header: [
          ['Lý do', 'Nơi phát sinh', 'Bên chịu trách nhiệm', 'Số lần', 'Số giờ', 'Tỷ lệ'].map((text) => ({
            text,
          })),
        ],
        rows: [
          ...causes.rows
            .toSorted((a, b) => b.downMs - a.downMs)
            .map(({ id, reason, root, owner }) => ({
              kind: 'row' as const,
              cells: [
                capitalised(reasonWords(reason)),
                capitalised(rootWords(root)),
                ownerName(owner, owners.get(owner), context),
                print.cell(`causes.rows.${id}.outages`),
                print.cell(`causes.rows.${id}.downMs#hours`),
                print.cell(`causes.rows.${id}.downMs#share/causes.total.downMs`),
              ],
            })),
          {
            kind: 'total' as const,
            cells: [
              'Cộng',
              '',
              '',
              print.cell('causes.total.outages'),
              print.cell('causes.total.downMs#hours'),
              print.cell('causes.total.downMs#share/causes.total.downMs'),
            ],
          },
        ],
      },
      CUT_OFF_NOTE,
    ];
  },
};
