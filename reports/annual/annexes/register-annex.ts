import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Table } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { PlanRecord, PlanTaskRecord } from '../frame/plan-record.ts';
import { prose } from '../frame/prose.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { tableOrSentence } from '../frame/table-or-sentence.ts';
import { isInWindow } from '../frame/task-entries.ts';
import { STANDING_WORDS } from '../frame/task-standing.ts';
import { capitalised, shortName } from '../frame/words.ts';
import { MOST_WAITING_IN_TEXT } from '../sections/hand-in-section.ts';
import { hasUnitMoneyTable, unitMoneyTable } from '../sections/money-section.ts';
import { withUnit } from '../sentences/decision-sentences.ts';
import { inWindow } from '../sentences/register-sentences.ts';
import { taskPath } from '../sentences/task-sentences.ts';

/** What was entered for the window in full, and lists of units by name: what the text has no room for. */
export const registerAnnex: ReportAnnex = {
  name: 'registers',
  title: 'Văn bản, kiểm tra, tập huấn, đề xuất nghiên cứu và báo cáo của các đơn vị',
  orientation: 'portrait',
  namesPlaces: false,
  isIn: ({ plan, document }) =>
    !isMissing(plan) &&
    (isListed(plan) ||
      hasUnitMoneyTable(plan, document.year) ||
      plan.tasks.some(hasToldUnits) ||
      (['document', 'inspection', 'training', 'research'] as const).some((name) =>
        plan[name].some(({ values }) => isInWindow(values.date, document.window)),
      )),
  blocks: (context) => {
    const { plan, document, print, agencyName } = context;
    if (isMissing(plan)) return [];
    return [
      ...tables(plan, document.window, context),
      ...(isListed(plan)
        ? [namesTable('Đ. Đơn vị chưa gửi biểu mẫu báo cáo', plan.handIn?.waiting ?? [], agencyName)]
        : []),
      ...plan.tasks.filter(hasToldUnits).map((task) => unitTable(task, print, agencyName)),
      ...unitMoneyTable(context),
    ];
  },
};

/** Where no unit at all handed in, a list of all says nothing more. */
const isListed = ({ handIn }: PlanRecord): boolean =>
  handIn !== undefined && handIn.handedIn > 0 && handIn.waiting.length > MOST_WAITING_IN_TEXT;

/** Where none of several bodies has told anything, the text says so. */
const hasToldUnits = ({ units = [] }: PlanTaskRecord): boolean =>
  units.some(({ status }) => status !== 'not-reported');

function unitTable(
  task: PlanTaskRecord,
  print: ReportContext['print'],
  agencyName: ReportContext['agencyName'],
): Table {
  const { units = [] } = task;
  const told = units.filter(({ status }) => status !== 'not-reported');
  return {
    kind: 'table',
    caption: `E. Tình trạng thực hiện nhiệm vụ ${task.id} theo đơn vị`,
    columns: [{ share: 38 }, { share: 28 }, { share: 16 }, { share: 54 }],
    header: header('Đơn vị', 'Tình trạng', 'Tiến độ (%)', 'Nội dung'),
    rows: told.map(({ agency, status, note }) => ({
      kind: 'row',
      cells: [
        shortName(agencyName(agency)),
        capitalised(STANDING_WORDS[status]),
        print.cell(`${taskPath(task)}.units.*#sum/progressPercent/agency=${agency}`),
        note ?? '',
      ],
    })),
  };
}

/** In as few lines as they fit: wards and communes without what all of their names begin with. */
function namesTable(caption: string, ids: readonly string[], agencyName: ReportContext['agencyName']): Table {
  const names = ids.map((id) => shortName(agencyName(id)));
  const groups = Map.groupBy(names, (name) => /^UBND (?:phường|xã)(?= )/u.exec(name)?.[0] ?? '');
  return {
    kind: 'table',
    caption,
    columns: [{ share: 24 }, { share: 112 }],
    header: header('Loại', 'Đơn vị'),
    rows: [...groups].map(([kind, members]) => ({
      kind: 'row',
      cells: [
        kind === '' ? 'Sở, ban, ngành, đơn vị khác' : kind,
        members.map((name) => name.slice(kind.length).trim()).join('; '),
      ],
    })),
  };
}

const header = (...titles: readonly string[]) => [titles.map((text) => ({ text }))];

type Window = ReportContext['document']['window'];

/** Those of the window, the first first. */
const byDate = <Entry extends { readonly values: { readonly date?: string | undefined } }>(
  entries: readonly Entry[],
  window: Window,
): readonly Entry[] =>
  entries
    .filter(({ values }) => isInWindow(values.date, window))
    .toSorted(({ values: { date: a = '' } }, { values: { date: b = '' } }) => (a < b ? -1 : Number(a > b)));

const RESEARCH_WORDS: Readonly<Record<string, string>> = {
  proposed: 'đã đề xuất',
  ordered: 'đã đặt hàng',
  running: 'đang thực hiện',
  accepted: 'đã nghiệm thu',
  declined: 'không đặt hàng',
};

function tables(
  plan: PlanRecord,
  window: Window,
  { print, agencyName }: Pick<ReportContext, 'print' | 'agencyName'>,
): readonly Block[] {
  const none = (register: string) => prose`${print.none(inWindow(register, window), 'không')} có`;
  return [
    tableOrSentence(
      {
        kind: 'table',
        caption: 'A. Văn bản đã ban hành',
        columns: [{ share: 32 }, { share: 20 }, { share: 52 }, { share: 32 }],
        header: header('Số, ký hiệu', 'Ngày', 'Trích yếu', 'Cơ quan ban hành'),
        rows: byDate(plan.document, window).map(({ values }) => ({
          kind: 'row',
          cells: [values.number, dateText(values.date), values.subject, shortName(values.issuer ?? '')],
        })),
      },
      none('document'),
    ),
    tableOrSentence(
      {
        kind: 'table',
        caption: 'B. Kiểm tra',
        columns: [{ share: 20 }, { share: 40 }, { share: 34 }, { share: 42 }],
        header: header('Ngày', 'Đối tượng (đơn vị kiểm tra)', 'Nội dung', 'Kết quả'),
        rows: byDate(plan.inspection, window).map(({ values }) => ({
          kind: 'row',
          cells: [
            dateText(values.date),
            withUnit(values.inspected, values.agency, agencyName),
            values.subject ?? '',
            `${values.result ?? ''}${values.document === undefined ? '' : ` (${values.document})`}`,
          ],
        })),
      },
      none('inspection'),
    ),
    tableOrSentence(
      {
        kind: 'table',
        caption: 'C. Tập huấn',
        columns: [{ share: 20 }, { share: 66 }, { share: 14 }, { share: 18 }, { share: 18 }],
        header: header('Ngày', 'Nội dung (đơn vị tổ chức)', 'Số lớp', 'Số đơn vị', 'Số người'),
        rows: byDate(plan.training, window).map(({ id, values }) => ({
          kind: 'row',
          cells: [
            dateText(values.date),
            withUnit(values.subject, values.agency, agencyName),
            ...['classes', 'units', 'attendees'].map((name) =>
              print.cell(`plan.state.training.${id}.values.${name}`),
            ),
          ],
        })),
      },
      none('training'),
    ),
    tableOrSentence(
      {
        kind: 'table',
        caption: 'D. Đề xuất đặt hàng nghiên cứu',
        columns: [{ share: 20 }, { share: 58 }, { share: 30 }, { share: 28 }],
        header: header('Ngày', 'Tên đề xuất (đơn vị đề xuất)', 'Văn bản, tình trạng', 'Dự kiến (đồng)'),
        rows: byDate(plan.research, window).map(({ id, values }) => ({
          kind: 'row',
          cells: [
            values.date === undefined ? '' : dateText(values.date),
            withUnit(values.title, values.agency, agencyName),
            [values.document, RESEARCH_WORDS[values.status]].filter((part) => part !== undefined).join(', '),
            values.amount === undefined
              ? 'chưa nêu'
              : print.cell(`plan.state.research.${id}.values.amount#dong`),
          ],
        })),
      },
      none('research'),
    ),
  ];
}
