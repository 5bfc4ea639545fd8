import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import {
  documentSentence,
  inspectionSentence,
  researchSentence,
  trainingSentence,
} from '../sentences/register-sentences.ts';

/** What was issued, inspected and taught, and how units were urged. */
export function directionSection(context: ReportContext): readonly Block[] {
  const { plan, print, refer, document } = context;
  if (isMissing(plan)) return [missingBlock('Công tác chỉ đạo, điều hành', plan)];
  const window = { ...document.window, annex: refer('registers') === '' ? '' : ` (${refer('registers')})` };
  return [
    documentSentence(print, window),
    inspectionSentence(print, window),
    trainingSentence(print, window),
    researchSentence(print, window),
    ...urgingSentences(context),
  ].map((text): Block => ({ kind: 'dash', text }));
}

/** Reminders and letters about the deadline of the year. */
function urgingSentences({ plan, print, document }: ReportContext): readonly RichText[] {
  if (isMissing(plan)) return [];
  const deadline = plan.definition.report.years.find(({ year }) => year === document.year)?.unitsDeadlineDate;
  if (deadline === undefined) return [];
  const of = (kind: 'reminders' | 'letters') => `plan.state.${kind}.*#count/deadlineDate=${deadline}`;
  if (print.amount(of('reminders')) === undefined && print.amount(of('letters')) === undefined) return [];
  return [
    prose`Đôn đốc báo cáo (thời hạn ${dateText(deadline)}): ${print.countRun(of('reminders'))} lượt nhắc, ${print.countRun(of('letters'))} công văn đôn đốc.`,
  ];
}
