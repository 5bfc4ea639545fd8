import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Table } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { PlanRecord } from '../frame/plan-record.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { tableOrSentence } from '../frame/table-or-sentence.ts';

/** Documents, inspections, classes and orders of research that were entered for the window. */
export const registerAnnex: ReportAnnex = {
  name: 'registers',
  title: 'Văn bản, kiểm tra, tập huấn, đề xuất nghiên cứu và báo cáo của các đơn vị',
  orientation: 'landscape',
  namesPlaces: false,
  isIn: ({ plan, document }) =>
    !isMissing(plan) &&
    (isListed(plan) ||
      (['document', 'inspection', 'training', 'research'] as const).some((name) =>
        plan[name].some(({ values }) => isIn(values.date, document.window)),
      )),
  blocks: ({ plan, document, print, agencyName }) =>
    isMissing(plan)
      ? []
      : [
          ...tables(plan, document.window, print),
          ...(isListed(plan) ? [waitingTable(plan, agencyName)] : []),
        ],
};

/** More units than these that did not hand in are named in the annex, not in the text. */
export const MOST_WAITING_IN_TEXT = 20;

const isListed = ({ handIn }: PlanRecord): boolean => (handIn?.waiting.length ?? 0) > MOST_WAITING_IN_TEXT;

function waitingTable({ handIn }: PlanRecord, agencyName: ReportContext['agencyName']): Table {
  const names = (handIn?.waiting ?? []).map(agencyName);
  return {
    kind: 'table',
    caption: 'Đ. Đơn vị chưa gửi biểu mẫu báo cáo',
    columns: Array.from({ length: ACROSS }, () => ({ share: 1 })),
    header: [[{ text: 'Đơn vị', columnSpan: ACROSS }]],
    rows: Array.from({ length: Math.ceil(names.length / ACROSS) }, (_, row) => ({
      kind: 'row',
      cells: Array.from({ length: ACROSS }, (__, column) => names[row * ACROSS + column] ?? ''),
    })),
  };
}

const ACROSS = 3;

type Window = ReportContext['document']['window'];

const isIn = (date: string | undefined, { firstDate, lastDate }: Window): boolean =>
  date !== undefined && firstDate <= date && date <= lastDate;

function tables(plan: PlanRecord, window: Window, print: ReportContext['print']): readonly Block[] {
  const header = (...titles: readonly string[]) => [titles.map((text) => ({ text }))];
  return [
    tableOrSentence({
      kind: 'table',
      caption: 'A. Văn bản đã ban hành',
      columns: [{ share: 20 }, { share: 12 }, { share: 50 }, { share: 24 }],
      header: header('Số, ký hiệu', 'Ngày', 'Trích yếu', 'Cơ quan ban hành'),
      rows: plan.document
        .filter(({ values }) => isIn(values.date, window))
        .map(({ values }) => ({
          kind: 'row',
          cells: [values.number, dateText(values.date), values.subject, values.issuer ?? ''],
        })),
    }),
    tableOrSentence({
      kind: 'table',
      caption: 'B. Kiểm tra',
      columns: [{ share: 12 }, { share: 34 }, { share: 26 }, { share: 34 }],
      header: header('Ngày', 'Đối tượng', 'Nội dung', 'Kết quả'),
      rows: plan.inspection
        .filter(({ values }) => isIn(values.date, window))
        .map(({ values }) => ({
          kind: 'row',
          cells: [dateText(values.date), values.inspected, values.subject ?? '', values.result ?? ''],
        })),
    }),
    tableOrSentence({
      kind: 'table',
      caption: 'C. Tập huấn',
      columns: [{ share: 12 }, { share: 58 }, { share: 12 }, { share: 12 }, { share: 12 }],
      header: header('Ngày', 'Nội dung', 'Số lớp', 'Số đơn vị', 'Số người'),
      rows: plan.training
        .filter(({ values }) => isIn(values.date, window))
        .map(({ id, values }) => ({
          kind: 'row',
          cells: [
            dateText(values.date),
            values.subject,
            ...['classes', 'units', 'attendees'].map((name) =>
              print.cell(`plan.state.training.${id}.values.${name}`),
            ),
          ],
        })),
    }),
    tableOrSentence({
      kind: 'table',
      caption: 'D. Đề xuất đặt hàng nghiên cứu',
      columns: [{ share: 12 }, { share: 58 }, { share: 18 }, { share: 18 }],
      header: header('Ngày', 'Tên đề xuất', 'Văn bản', 'Kinh phí dự kiến (đồng)'),
      rows: plan.research
        .filter(({ values }) => isIn(values.date, window))
        .map(({ id, values }) => ({
          kind: 'row',
          cells: [
            values.date === undefined ? '' : dateText(values.date),
            values.title,
            values.document ?? '',
            values.amount === undefined
              ? 'chưa nêu'
              : print.cell(`plan.state.research.${id}.values.amount#dong`),
          ],
        })),
    }),
  ];
}
