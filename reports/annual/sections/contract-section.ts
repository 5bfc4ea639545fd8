import type { Block } from '../../../documents/model/block.ts';
import type { TableCell } from '../../../documents/model/table.ts';
import { drawContractorsAgainstTargets } from '../../charts/contractors-against-targets.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { ContractFigures } from '../../figures/document/measured-figures.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { contractName, nameOf } from '../frame/words.ts';
import { moneySentence, statementSentence } from '../sentences/contract-sentences.ts';
import { picture } from './availability-section.ts';

type Contract = ContractFigures['rows'][number];

/** Money of a contract without an issued statement: not settled, which is not zero. */
const NOTHING: TableCell = { kind: 'text', text: '–', align: 'right' };

/** What contractors promised and held, by statements, and what is to be deducted. */
export function contractSection(context: ReportContext): readonly Block[] {
  const { sections, print, refer } = context;
  const { contracts } = sections;
  const title: Block = { kind: 'clause', title: 'Thực hiện hợp đồng và cam kết chất lượng dịch vụ' };
  if (isMissing(contracts)) return [title, missingBlock('Thực hiện hợp đồng', contracts)];
  const issued = contracts.rows.reduce((sum, row) => sum + row.issued, 0);
  const drafts = contracts.rows.reduce((sum, row) => sum + row.drafts, 0);
  const hasStatements = issued > 0;
  const bars = contracts.rows.map((row) => barOf(row, contracts.rows));
  return [
    title,
    { kind: 'paragraph', text: statementSentence(print) },
    ...(issued > 0 ? [{ kind: 'paragraph', text: moneySentence(print, 'money') } as const] : []),
    ...(drafts > 0 ? [{ kind: 'paragraph', text: moneySentence(print, 'draftMoney') } as const] : []),
    ...(bars.some(({ countedMs }) => countedMs > 0)
      ? [
          picture(
            drawContractorsAgainstTargets(bars),
            'Biểu đồ: Độ khả dụng so với mức cam kết trong hợp đồng (tạm tính với các kỳ chưa ban hành bảng đối soát)',
          ),
        ]
      : []),
    {
      kind: 'table',
      caption: 'Hợp đồng trong kỳ',
      columns: [
        { share: hasStatements ? 40 : 70 },
        { share: 15 },
        { share: 15 },
        ...(hasStatements ? [{ share: 14 }, { share: 18 }] : []),
      ],
      header: [
        [
          'Hợp đồng',
          'Số thiết bị, đường truyền',
          'Mức cam kết',
          ...(hasStatements ? ['Số kỳ đã ban hành', 'Giảm trừ, phạt, bồi thường (đồng)'] : []),
        ].map((text) => ({ text })),
      ],
      rows: contracts.rows.map((row) => {
        const path = `contracts.rows.${row.id}`;
        return {
          kind: 'row',
          cells: [
            contractName(row),
            print.cell(`${path}.entities`),
            row.targetPpm === undefined ? 'không có điều khoản' : print.cell(`${path}.targetPpm#target`),
            ...(hasStatements
              ? [
                  print.cell(`${path}.issued`),
                  row.issued === 0 ? NOTHING : print.cell(`${path}.money.total#dong`),
                ]
              : []),
          ],
        };
      }),
    },
    {
      kind: 'note',
      text: 'Mức cam kết, cách tính và mức giảm trừ là điều khoản của từng hợp đồng, không phải quy định chung của Thành phố. Biểu đồ cộng tất cả thiết bị, đường truyền của hợp đồng, trục ngang không bắt đầu từ 0; nơi cam kết tính theo từng thiết bị thì hợp đồng cao hơn mức cam kết vẫn có thể bị giảm trừ, phạt.',
    },
    { kind: 'paragraph', text: `Chi tiết theo kỳ đối soát nêu tại ${refer('contracts')}.` },
  ];
}

/** Contracts of one name are told apart by their numbers. */
function barOf({ id, name, number, periods, targetPpm }: Contract, all: readonly Contract[]) {
  const isShared = all.filter((other) => other.name === name).length > 1;
  const sum = (member: 'goodMs' | 'countedMs') =>
    periods.reduce((total, period) => total + (period[member] ?? 0), 0);
  return {
    name: isShared && number !== undefined ? `${number}: ${nameOf({ id, name })}` : nameOf({ id, name }),
    goodMs: sum('goodMs'),
    countedMs: sum('countedMs'),
    ...(targetPpm !== undefined && { targetPercent: String(targetPpm / 10_000) }),
  };
}
