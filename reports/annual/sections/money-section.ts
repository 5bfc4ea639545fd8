import type { Block } from '../../../documents/model/block.ts';
import type { Table, TableRow } from '../../../documents/model/table.ts';
import { type FundingDoubt, fundingDoubts } from '../../../plan/definition/funding-doubts.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { PlanRecord } from '../frame/plan-record.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { shortName } from '../frame/words.ts';
import { MONEY_MEMBERS, type MoneyWish, moneyId, moneyRateId } from '../sentences/money-sentences.ts';

type Entry = PlanRecord['funding'][number];

/** Money of the year by source, task and unit: asked for, granted, paid out. */
export function fundingSection(context: ReportContext): readonly Block[] {
  const { plan, print, document } = context;
  if (isMissing(plan)) return [missingBlock('Kinh phí', plan)];
  const { year } = document;
  const entries = plan.funding.filter(({ values }) => values.year === year);
  if (entries.length === 0)
    return [
      {
        kind: 'paragraph',
        text: prose`${print.none(`plan.state.funding.*.values#of/${year}`, 'Chưa')} có ${document.scope.kind === 'city' ? 'đơn vị nào báo cáo' : 'số liệu'} kinh phí năm ${String(year)}.`,
      },
    ];
  const fits = unitWishes(entries, year).length <= MOST_UNITS_IN_TEXT;
  return [
    moneyTable(
      entries,
      context,
      `Kinh phí năm ${year}`,
      fits && document.scope.kind === 'city' ? ['source', 'task', 'unit'] : ['source', 'task'],
    ),
    { kind: 'note', text: noteText(entries, context) },
    ...otherSources(entries),
    ...withoutMoney(plan, entries),
    ...(fits
      ? []
      : [
          { kind: 'paragraph', text: `Kinh phí theo đơn vị nêu tại ${context.refer('registers')}.` } as const,
        ]),
  ];
}

/** With more units than these the annex has them. */
export const MOST_UNITS_IN_TEXT = 12;

/** The units of which the annex tells the money; none where the text has them. */
export function unitMoneyTable(context: ReportContext): readonly Table[] {
  const { plan, document } = context;
  if (isMissing(plan)) return [];
  const entries = plan.funding.filter(({ values }) => values.year === document.year);
  return hasUnitMoneyTable(plan, document.year)
    ? [moneyTable(entries, context, 'Kinh phí theo đơn vị', ['unit'])]
    : [];
}

export const hasUnitMoneyTable = ({ funding }: PlanRecord, year: number): boolean =>
  unitWishes(
    funding.filter(({ values }) => values.year === year),
    year,
  ).length > MOST_UNITS_IN_TEXT;

type Grouping = 'source' | 'task' | 'unit';

function moneyTable(
  entries: readonly Entry[],
  { print, agencyName, document: { year } }: ReportContext,
  caption: string,
  groupings: readonly Grouping[],
): Table {
  const row = (name: string, wish: MoneyWish, kind: TableRow['kind'] = 'row'): TableRow => ({
    kind,
    cells: [
      name +
        (kind === 'row' && entries.some((entry) => isDoubted(entry) && isMeant(entry, wish)) ? ' (*)' : ''),
      ...MONEY_MEMBERS.map((member) => print.cell(moneyId(wish, member))),
      print.cell(moneyRateId(wish)),
    ],
  });
  const groups: Readonly<Record<Grouping, () => readonly TableRow[]>> = {
    source: () => sourceWishes(entries, year).map((wish) => row(wish.source, wish)),
    task: () =>
      taskWishes(entries, year).map((wish) =>
        row(wish.task === '' ? 'Không gắn nhiệm vụ' : `Nhiệm vụ ${wish.task}`, wish),
      ),
    unit: () =>
      unitWishes(entries, year).map((wish) =>
        row(wish.agency === '' ? 'Không ghi đơn vị' : shortName(agencyName(wish.agency)), wish),
      ),
  };
  return {
    kind: 'table',
    caption,
    unit: 'Đơn vị tính: đồng',
    columns: [{ share: 28 }, { share: 20 }, { share: 20 }, { share: 20 }, { share: 12 }],
    header: [['Kinh phí', 'Kế hoạch', 'Được giao', 'Đã giải ngân', 'Tỷ lệ'].map((text) => ({ text }))],
    rows: [
      ...groupings.flatMap((grouping): TableRow[] => [
        { kind: 'group', cells: [{ kind: 'text', text: GROUP_WORDS[grouping], columnSpan: 5 }] },
        ...groups[grouping](),
      ]),
      row('Cộng', { year }, 'total'),
    ],
  };
}

const GROUP_WORDS: Readonly<Record<Grouping, string>> = {
  source: 'Theo nguồn kinh phí',
  task: 'Theo nhiệm vụ của Kế hoạch',
  unit: 'Theo đơn vị',
};

const each = (entries: readonly Entry[], member: 'source' | 'task' | 'agency'): readonly string[] =>
  [...new Set(entries.map(({ values }) => values[member] ?? ''))].sort((a, b) => a.localeCompare(b, 'vi'));

const sourceWishes = (entries: readonly Entry[], year: number) =>
  each(entries, 'source').map((source) => ({ year, source }));
const taskWishes = (entries: readonly Entry[], year: number) =>
  each(entries, 'task').map((task) => ({ year, task }));
const unitWishes = (entries: readonly Entry[], year: number) =>
  each(entries, 'agency').map((agency) => ({ year, agency }));

const isMeant = ({ values }: Entry, { source, task, agency }: MoneyWish): boolean =>
  (source === undefined || values.source === source) &&
  (task === undefined || (values.task ?? '') === task) &&
  (agency === undefined || (values.agency ?? '') === agency);

const isDoubted = ({ values }: Entry): boolean => fundingDoubts(values).length > 0;

const DOUBT_WORDS: Readonly<Record<FundingDoubt, string>> = {
  'disbursed-over-allocated': 'số giải ngân lớn hơn số được giao',
  'allocated-over-planned': 'số được giao lớn hơn kế hoạch',
  'under-a-million': 'số tiền dưới một triệu đồng, có thể nhầm đơn vị tính',
};

/** Whose the figures are, what is not known, and what is hard to believe. */
function noteText(entries: readonly Entry[], { agencyName, document }: ReportContext): string {
  const isPartial = entries.some(({ values }) =>
    MONEY_MEMBERS.some((member) => values[member] === undefined),
  );
  const doubted = (confirmed: boolean) =>
    entries
      .filter((entry) => isDoubted(entry) && (entry.values.confirmed === 'yes') === confirmed)
      .map(({ values }) => doubtText(values, agencyName));
  const listed = (head: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`(*) ${head}: ${texts.join('; ')}.`];
  return [
    ...(document.scope.kind === 'agency' ? [] : ['Số liệu do đơn vị báo cáo.']),
    'Tỷ lệ là số giải ngân so với số được giao, lấy một chữ số thập phân, không làm tròn.',
    ...(isPartial ? ['Dấu "–": chưa có đủ số báo cáo.'] : []),
    ...listed('Cần đơn vị xác nhận lại', doubted(false)),
    ...listed('Đơn vị đã xác nhận', doubted(true)),
  ].join(' ');
}

/** `UBND phường Ba Đình, nhiệm vụ II.6: số giải ngân lớn hơn số được giao`. */
function doubtText(values: Entry['values'], agencyName: ReportContext['agencyName']): string {
  const unit = values.agency === undefined ? values.source : shortName(agencyName(values.agency));
  const task = values.task === undefined ? '' : `, nhiệm vụ ${values.task}`;
  const doubts = fundingDoubts(values).map((doubt) => DOUBT_WORDS[doubt]);
  return `${unit}${task}: ${doubts.join(', ')}`;
}

/** Of which tasks nobody told any money; not in the report of an agency, which has but its own. */
function withoutMoney({ tasks }: PlanRecord, entries: readonly Entry[]): readonly Block[] {
  const silent = tasks
    .filter(({ id }) => !entries.some(({ values }) => values.task === id))
    .map(({ id }) => id);
  return silent.length === 0
    ? []
    : [{ kind: 'paragraph', text: `Chưa có số liệu kinh phí của nhiệm vụ: ${silent.join(', ')}.` }];
}

/** The plan allows lawful sources beside the budgets. */
function otherSources(entries: readonly Entry[]): readonly Block[] {
  const isOther = ({ values }: Entry): boolean => !/^ngân sách/iu.test(values.source.trim());
  if (entries.some(isOther)) return [];
  return [
    {
      kind: 'paragraph',
      text: 'Nguồn hợp pháp khác ngoài ngân sách: chưa có số liệu.',
    },
  ];
}
