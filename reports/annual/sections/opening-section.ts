import { countText } from '../../../core/language/count-text.ts';
import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Run } from '../../../documents/model/rich-text.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { figureWords } from '../frame/figure-words.ts';
import { periodWords } from '../frame/period-words.ts';
import { prose } from '../frame/prose.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { sentenceOf } from '../sentences/task-sentences.ts';

/** Why the report is written, and of which days its figures are. */
export function openingSection(context: ReportContext): readonly Block[] {
  const { document, plan } = context;
  const { window, year } = document;
  return [
    ...(isMissing(plan) ? [] : [{ kind: 'paragraph', text: occasion(context) } as const]),
    {
      kind: 'paragraph',
      text: `Số liệu trong báo cáo lấy từ ngày ${dateText(window.firstDate)}; số liệu tính đến hết ngày ${dateText(window.lastDate)}.`,
    },
    ...(window.length === 'part'
      ? [
          {
            kind: 'paragraph',
            text: `Kỳ số liệu chỉ gồm ${window.days} ngày, chưa đủ một năm; không dùng số liệu này để đánh giá cả năm ${year}.`,
          } as const,
        ]
      : []),
    ...(document.scope.kind === 'city' ? estimates(context) : []),
  ];
}

function occasion({ plan, document, reporter }: ReportContext): readonly Run[] {
  if (isMissing(plan)) return [];
  const { definition } = plan;
  const { document: decided, name } = definition;
  const source =
    decided === undefined ? name : `${name} (Kế hoạch số ${decided.number} ngày ${dateText(decided.date)})`;
  return prose`Thực hiện ${source}, ${reporter ?? ''} báo cáo kết quả thực hiện ${periodWords(document)} như sau:`;
}

/** What a person expects of the whole year; nothing is ever extrapolated. */
function estimates({ plan, document, print }: ReportContext): readonly Block[] {
  if (isMissing(plan)) return [];
  return plan.estimate
    .filter(({ values }) => values.year === document.year)
    .map(({ values }) => {
      const value = /^\d+$/.test(values.value) ? countText(BigInt(values.value)) : values.value.trim();
      const known =
        print.amount(values.figure) === undefined
          ? ''
          : prose` (số liệu đến hết ngày ${dateText(document.window.lastDate)}: ${print.run(values.figure)})`;
      return {
        kind: 'paragraph',
        text: prose`Ước cả năm ${String(values.year)}, ${figureWords(values.figure)}: ${value}${known}. Cơ sở ước tính: ${sentenceOf(values.basis)}`,
      };
    });
}
