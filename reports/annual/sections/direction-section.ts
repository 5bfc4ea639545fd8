import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { isInWindow } from '../frame/task-entries.ts';
import {
  documentSentence,
  inspectionSentence,
  researchSentence,
  type Share,
  trainingSentence,
} from '../sentences/register-sentences.ts';

/** What was issued, inspected and taught, and how units were urged. */
export function directionSection(context: ReportContext): readonly Block[] {
  const { plan, print, refer, document, agencyName } = context;
  if (isMissing(plan)) return [missingBlock('Công tác chỉ đạo, điều hành', plan)];
  // What a task asks for as such is told under it.
  const isTold = (register: string): boolean =>
    document.scope.kind === 'city' && plan.tasks.some(({ registers }) => registers.includes(register));
  const window = { ...document.window, annex: refer('registers') === '' ? '' : ` (${refer('registers')})` };
  return [
    documentSentence(
      print,
      window,
      sharesOf(
        plan.document,
        window,
        ({ issuer }) => issuer,
        (issuer) => issuer,
      ),
    ),
    inspectionSentence(
      print,
      window,
      sharesOf(plan.inspection, window, ({ agency }) => agency, agencyName),
    ),
    ...(isTold('training') ? [] : [trainingSentence(print, window)]),
    ...(isTold('research') ? [] : [researchSentence(print, window)]),
    ...urgingSentences(context),
  ].map((text): Block => ({ kind: 'dash', text }));
}

/** Whose entries they are; told where each says whose it is. */
function sharesOf<Values extends { readonly date: string }>(
  entries: readonly { readonly values: Values }[],
  window: ReportContext['document']['window'],
  whose: (values: Values) => string | undefined,
  nameOf: (value: string) => string,
): readonly Share[] {
  const values = entries
    .filter((entry) => isInWindow(entry.values.date, window))
    .map((entry) => whose(entry.values));
  const known = values.filter((value) => value !== undefined);
  if (known.length < values.length) return [];
  return [...new Set(known)].sort().map((value) => ({ value, name: nameOf(value) }));
}

/** Reminders and letters about the deadline of the year. */
function urgingSentences({ plan, print, document }: ReportContext): readonly RichText[] {
  if (isMissing(plan)) return [];
  const deadline = plan.definition.report.years.find(({ year }) => year === document.year)?.unitsDeadlineDate;
  if (deadline === undefined) return [];
  const of = (kind: 'reminders' | 'letters') => `plan.state.${kind}.*#count/deadlineDate=${deadline}`;
  const [reminders = 0, letters = 0] = [print.amount(of('reminders')), print.amount(of('letters'))];
  if (document.scope.kind !== 'city') return [];
  if (reminders + letters === 0)
    return [
      prose`Đôn đốc: ${print.none([of('reminders'), of('letters')], 'chưa có')} văn bản đôn đốc báo cáo nào được gửi.`,
    ];
  return [
    prose`Đôn đốc báo cáo (thời hạn ${dateText(deadline)}): ${print.countRun(of('reminders'))} lượt nhắc, ${print.countRun(of('letters'))} công văn đôn đốc.`,
  ];
}
