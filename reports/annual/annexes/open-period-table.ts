import { splitByCalendar } from '../../../core/time/periods.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { NumberCell, TableCell } from '../../../documents/model/table.ts';
import type { ContractFigures } from '../../figures/document/measured-figures.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { contractName } from '../frame/words.ts';

type Contract = ContractFigures['rows'][number];
type OpenPeriod = Contract['periods'][number];

/** Month by month, what contracts came to in periods of which no statement was made: a quarter is as wide as its months. */
export function openPeriodTable(contracts: readonly Contract[], context: ReportContext): readonly Block[] {
  const { fromMs, toMs } = context.document.window;
  const months = splitByCalendar({ fromMs, toMs }, 'month', context.document.city.timeZone);
  const rows = contracts.flatMap((contract) => {
    const periods = contract.periods.filter(({ state }) => state === 'none');
    return periods.length === 0 ? [] : [{ contract, periods }];
  });
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Độ khả dụng tạm tính của các kỳ chưa lập bảng đối soát',
      unit: 'Đơn vị tính: %',
      columns: [{ share: 55 }, ...months.map(() => ({ share: 13 }))],
      header: [['Hợp đồng', ...months.map(({ label }) => monthLabel(label))].map((text) => ({ text }))],
      rows: rows.map(({ contract, periods }) => ({
        kind: 'row',
        cells: [contractName(contract), ...monthCells(contract, periods, months, context)],
      })),
    },
    {
      kind: 'note',
      text: [
        'Số tạm tính, chưa có số tiền. Ô "–": không có kỳ nào chưa lập bảng đối soát hoặc không có số liệu.',
        ...(rows.some(({ periods }) => periods.some(isPartial))
          ? ['Dấu *: kỳ chỉ có một phần nằm trong kỳ số liệu.']
          : []),
      ].join(' '),
    },
  ];
}

const isPartial = ({ extent }: OpenPeriod): boolean => extent === 'crossing';

/** `01/2025` of `2025-01`. */
const monthLabel = (month: string): string => month.split('-').toReversed().join('/');

function monthCells(
  contract: Contract,
  periods: readonly OpenPeriod[],
  months: ReturnType<typeof splitByCalendar>,
  { print }: ReportContext,
): readonly TableCell[] {
  const places = months.map((month) =>
    periods.find(({ fromMs, toMs }) => fromMs < month.toMs && month.fromMs < toMs),
  );
  return places.flatMap((period, index): readonly TableCell[] => {
    if (!period) return [NOTHING];
    if (index > 0 && places[index - 1] === period) return [];
    const path = `contracts.rows.${contract.id}.periods.${period.id}`;
    const cell = print.cell(`${path}.goodMs#part/${path}.countedMs`);
    const columnSpan = places.filter((place) => place === period).length;
    return [withSpan(cell, columnSpan, isPartial(period))];
  });
}

const NOTHING: TableCell = { kind: 'text', text: '–', align: 'right' };

/** The unit stands above the table. */
function withSpan(cell: TableCell, columnSpan: number, partial: boolean): TableCell {
  if (typeof cell === 'string' || cell.kind === 'text')
    return { kind: 'text', text: '–', align: 'right', columnSpan };
  const text = `${cell.text.replace(/\s*%$/u, '')}${partial ? '*' : ''}`;
  return { ...cell, text, columnSpan } satisfies NumberCell;
}
