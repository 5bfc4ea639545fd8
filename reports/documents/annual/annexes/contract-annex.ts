import { isMissing } from '../../../figures/figure-parts.ts';
import { periodText } from '../../../formats/period-text.ts';
import type { TableCell, TableRow } from '../../model/table.ts';
import { nameOf } from '../words.ts';
import type { ReportAnnex } from './report-annex.ts';

/** How far the statement of a period is. */
export const STATEMENT_WORDS: Readonly<Record<string, string>> = {
  issued: 'đã ban hành',
  restated: 'đã điều chỉnh',
  draft: 'dự thảo',
  none: 'chưa lập',
};

const NOTHING: TableCell = { kind: 'text', text: '–', align: 'right' };

/** Every period of every contract, as its statement stands. */
export const contractAnnex: ReportAnnex = {
  name: 'contracts',
  title: 'Thực hiện hợp đồng theo kỳ đối soát',
  orientation: 'landscape',
  namesPlaces: false,
  isIn: ({ sections }) => !isMissing(sections.contracts) && sections.contracts.rows.length > 0,
  blocks: ({ sections, print, agencyName }) => {
    const { contracts } = sections;
    if (isMissing(contracts)) return [];
    return [
      {
        kind: 'table',
        size: 'small',
        columns: [
          { share: 18 },
          { share: 14 },
          { share: 13 },
          ...Array.from({ length: 5 }, () => ({ share: 14 })),
        ],
        header: [
          [
            'Kỳ',
            'Bảng đối soát',
            'Độ khả dụng',
            'Giảm trừ thanh toán (đồng)',
            'Phạt vi phạm (đồng)',
            'Bồi thường thiệt hại (đồng)',
            'Cộng (đồng)',
            'Chưa thống nhất (đồng)',
          ].map((text) => ({ text })),
        ],
        rows: contracts.rows.flatMap((row): TableRow[] => [
          {
            kind: 'group',
            cells: [
              {
                kind: 'text',
                text: `${nameOf(row)}${row.number === undefined ? '' : `, số ${row.number}`}; ${row.agency === undefined ? 'chưa xác định đơn vị ký' : agencyName(row.agency)}`,
                columnSpan: 8,
              },
            ],
          },
          ...row.periods.map(({ id, state, money, extent }): TableRow => {
            const path = `contracts.rows.${row.id}.periods.${id}`;
            const moneyCell = (name: string) =>
              money === undefined ? NOTHING : print.cell(`${path}.money.${name}#dong`);
            return {
              kind: 'row',
              cells: [
                `${periodText(id)}${extent === 'crossing' ? ' (một phần)' : ''}`,
                STATEMENT_WORDS[state] ?? state,
                print.cell(`${path}.goodMs#part/${path}.countedMs`),
                moneyCell('byType.deduction'),
                moneyCell('byType.penalty'),
                moneyCell('byType.damages'),
                moneyCell('total'),
                moneyCell('disputed'),
              ],
            };
          }),
        ]),
      },
      {
        kind: 'note',
        text: 'Số tiền của kỳ ở dạng dự thảo là tạm tính. Kỳ chưa lập bảng đối soát không có số liệu, không phải bằng 0.',
      },
    ];
  },
};
