import type { Block } from '../../../documents/model/block.ts';
import type { Table, TableCell } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { ContractFigures } from '../../figures/document/measured-figures.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { contractName } from '../frame/words.ts';
import { moneySentence, statementSentence } from '../sentences/contract-sentences.ts';

type Contract = ContractFigures['rows'][number];

/** Money of a contract without an issued statement: not settled, which is not zero. */
const NOTHING: TableCell = { kind: 'text', text: '–', align: 'right' };

/** What contractors promised and held, by statements, and what is to be deducted. */
export function contractSection(context: ReportContext): readonly Block[] {
  const { sections, print } = context;
  const { contracts } = sections;
  const title: Block = { kind: 'clause', title: 'Thực hiện hợp đồng và cam kết chất lượng dịch vụ' };
  if (isMissing(contracts)) return [title, missingBlock('Thực hiện hợp đồng', contracts, 'contracts')];
  const issued = contracts.rows.reduce((sum, row) => sum + row.issued, 0);
  const drafts = contracts.rows.reduce((sum, row) => sum + row.drafts, 0);
  return [
    title,
    { kind: 'paragraph', text: statementSentence(print) },
    ...(issued > 0 ? [{ kind: 'paragraph', text: moneySentence(print, 'money') } as const] : []),
    ...(drafts > 0 ? [{ kind: 'paragraph', text: moneySentence(print, 'draftMoney') } as const] : []),
    contractTable(contracts, print),
    { kind: 'note', text: CONTRACT_NOTE },
  ];
}

const CONTRACT_NOTE =
  'Số lượng, độ khả dụng gộp tất cả thiết bị, đường truyền của hợp đồng; nơi cam kết theo từng thiết bị vẫn có thể giảm trừ, phạt khi số gộp đạt mức cam kết.';

/** Money stands only where something was settled. */
function contractTable({ rows }: ContractFigures, print: ReportContext['print']): Table {
  const hasStatements = rows.some(({ issued }) => issued > 0);
  const isOpen = rows.some(({ drafts, none }) => drafts + none > 0);
  const titles = [
    ...['Hợp đồng', 'Số lượng', 'Mức cam kết'],
    isOpen ? 'Độ khả dụng (tạm tính)' : 'Độ khả dụng',
  ];
  const settled = ['Số kỳ đã ban hành', 'Giảm trừ, phạt, bồi thường (đồng)'];
  return {
    kind: 'table',
    caption: 'Hợp đồng trong kỳ',
    columns: [
      { share: hasStatements ? 40 : 85 },
      ...Array.from({ length: 3 }, () => ({ share: 15 })),
      ...(hasStatements ? [{ share: 14 }, { share: 20 }] : []),
    ],
    header: [[...titles, ...(hasStatements ? settled : [])].map((text) => ({ text }))],
    rows: rows.map((row) => ({
      kind: 'row',
      cells: [...contractCells(row, print), ...(hasStatements ? moneyCells(row, print) : [])],
    })),
  };
}

function contractCells(row: Contract, print: ReportContext['print']): readonly TableCell[] {
  const path = `contracts.rows.${row.id}`;
  return [
    contractName(row),
    print.cell(`${path}.entities`),
    row.targetPpm === undefined
      ? { kind: 'text', text: print.none(`${path}.targetPpm`, 'không có điều khoản') }
      : print.cell(`${path}.targetPpm#target`),
    print.cell(`${path}.periods.*.goodMs#part/${path}.periods.*.countedMs`),
  ];
}

const moneyCells = ({ id, issued }: Contract, print: ReportContext['print']): readonly TableCell[] => [
  print.cell(`contracts.rows.${id}.issued`),
  issued === 0 ? NOTHING : print.cell(`contracts.rows.${id}.money.total#dong`),
];
