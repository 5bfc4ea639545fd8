import { dateText, monthText } from '../../../core/language/date-text.ts';
import type { RichText, Run } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import type { PlanTaskRecord } from '../frame/plan-record.ts';
import { joinList, joinSentences, prose } from '../frame/prose.ts';
import { STATUS_WORDS } from '../frame/words.ts';

const mark = (hint: string): Run => ({ kind: 'marked', hint });

/** Who leads, with whom, in which time; what is not known is a marked place. */
export function dutySentence(task: PlanTaskRecord, nameOf: (agency: string) => string): RichText {
  const lead = task.lead === undefined ? mark(`đơn vị chủ trì nhiệm vụ ${task.id}`) : nameOf(task.lead);
  return joinSentences([
    prose`Đơn vị chủ trì: ${lead}.`,
    task.coordinators.length > 0
      ? prose`Đơn vị phối hợp: ${joinList(task.coordinators.map(nameOf))}.`
      : undefined,
    timeSentence(task),
  ]);
}

function timeSentence({ fromMonth, toMonth }: PlanTaskRecord): string | undefined {
  if (fromMonth !== undefined && toMonth !== undefined)
    return `Thời gian thực hiện: từ tháng ${monthText(fromMonth)} đến tháng ${monthText(toMonth)}.`;
  if (toMonth !== undefined) return `Thời hạn: tháng ${monthText(toMonth)}.`;
  if (fromMonth !== undefined) return `Thời gian thực hiện: từ tháng ${monthText(fromMonth)}.`;
  return undefined;
}

/** How far it is, by what was reported; nobody's report is not the same as no work. */
export function progressSentence(print: FigurePrinter, task: PlanTaskRecord): RichText {
  if (task.status === 'not-reported')
    return prose`Chưa có đơn vị nào báo cáo kết quả nhiệm vụ này. ${mark(`kết quả nhiệm vụ ${task.id}`)}`;
  const head =
    task.progressPercent === undefined
      ? prose`Tình trạng: ${STATUS_WORDS[task.status]}.`
      : prose`Tình trạng: ${STATUS_WORDS[task.status]}, tiến độ theo đơn vị báo cáo ${print.run(`plan.state.tasks.${dotted(task.id)}.progressPercent`)} %.`;
  return joinSentences([head, task.note === undefined ? undefined : sentenceOf(task.note)]);
}

/** Ids of tasks have a full stop, which parts the steps of a path. */
const dotted = (id: string): string => id.replaceAll('.', '\u2024');

/** What it was to reach by when, and whether it did. */
export function milestoneSentences({ milestones }: PlanTaskRecord): readonly string[] {
  return milestones.map(({ name, dueDate, doneDate, isLate }) => {
    if (doneDate !== undefined)
      return doneDate > dueDate
        ? `${name}: hoàn thành ngày ${dateText(doneDate)}, sau thời hạn ${dateText(dueDate)}.`
        : `${name}: hoàn thành ngày ${dateText(doneDate)}, trong thời hạn ${dateText(dueDate)}.`;
    return isLate
      ? `${name}: quá thời hạn ${dateText(dueDate)}, chưa có báo cáo hoàn thành.`
      : `${name}: thời hạn ${dateText(dueDate)}, chưa đến hạn.`;
  });
}

/** A text that somebody entered, as a sentence. */
export function sentenceOf(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
}
