import { periodText } from '../../../core/language/period-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { TableCell, TableRow } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { ContractFigures } from '../../figures/document/measured-figures.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { contractName } from '../frame/words.ts';
import { openPeriodTable } from './open-period-table.ts';

type Contract = ContractFigures['rows'][number];

/** How far the statement of a period is. */
export const STATEMENT_WORDS: Readonly<Record<string, string>> = {
  issued: 'đã ban hành',
  restated: 'đã điều chỉnh',
  draft: 'dự thảo',
  none: 'chưa lập',
};

const NOTHING: TableCell = { kind: 'text', text: '–', align: 'right' };

/** Statements by contract; what no statement was made of stands apart, month by month. */
export const contractAnnex: ReportAnnex = {
  name: 'contracts',
  title: 'Thực hiện hợp đồng theo kỳ đối soát',
  orientation: 'landscape',
  namesPlaces: false,
  isIn: ({ sections }) => !isMissing(sections.contracts) && sections.contracts.rows.length > 0,
  blocks: (context) => {
    const { contracts } = context.sections;
    if (isMissing(contracts)) return [];
    return [...filedTable(contracts.rows, context), ...openPeriodTable(contracts.rows, context)];
  },
};

function filedTable(contracts: readonly Contract[], context: ReportContext): readonly Block[] {
  const rows = contracts.flatMap((contract) => contractRows(contract, context));
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Các kỳ đã lập bảng đối soát',
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
      rows,
    },
    { kind: 'note', text: 'Số tiền của kỳ ở dạng dự thảo là tạm tính.' },
  ];
}

/** A contract without any statement has no row. */
function contractRows(contract: Contract, context: ReportContext): readonly TableRow[] {
  const { print } = context;
  const party =
    contract.agency === undefined ? 'chưa xác định đơn vị ký' : context.agencyName(contract.agency);
  const filed = contract.periods.filter(({ state }) => state !== 'none');
  if (filed.length === 0) return [];
  return [
    {
      kind: 'group',
      cells: [{ kind: 'text', text: `${contractName(contract)}; ${party}`, columnSpan: 8 }],
    },
    ...filed.map(({ id, state, money, extent }): TableRow => {
      const path = `contracts.rows.${contract.id}.periods.${id}`;
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
  ];
}
