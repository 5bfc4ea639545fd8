import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { periodWords } from '../frame/period-words.ts';
import type { ReportContext } from '../frame/report-context.ts';

/** Who reports on what, and of which days the figures are. */
export function openingSection(context: ReportContext): readonly Block[] {
  const { window, year } = context.document;
  return [
    { kind: 'paragraph', text: occasion(context) },
    ...(window.length === 'part'
      ? [
          {
            kind: 'paragraph',
            text: `Kỳ số liệu chỉ gồm ${window.days} ngày, chưa đủ một năm; không dùng số liệu này để đánh giá cả năm ${year}.`,
          } as const,
        ]
      : []),
  ];
}

function occasion({ plan, document, reporter }: ReportContext): string {
  const { firstDate, lastDate } = document.window;
  const days = `từ ngày ${dateText(firstDate)} đến hết ngày ${dateText(lastDate)}`;
  if (isMissing(plan)) return `Số liệu trong báo cáo lấy ${days}.`;
  if (document.scope.kind === 'month')
    return `${reporter ?? ''} báo cáo tình hình hoạt động của hệ thống camera giám sát ${periodWords(document)} (số liệu ${days}) như sau:`;
  const { document: decided, name } = plan.definition;
  const source = decided === undefined ? name : `Kế hoạch số ${decided.number}`;
  return `${reporter ?? ''} báo cáo kết quả thực hiện ${source} ${periodWords(document)} (số liệu ${days}) như sau:`;
}
