import { dateText, monthText } from '../../../core/language/date-text.ts';
import type { RichText, Run } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import type { PlanTaskRecord } from '../frame/plan-record.ts';
import { joinSentences, prose } from '../frame/prose.ts';
import { dueDateOf, isOver, STANDING_WORDS, type Standing } from '../frame/task-standing.ts';
import { capitalised } from '../frame/words.ts';

type NameOf = (agency: string) => string;

/** Who leads, with whom, in which time, on what it rests: in the words of the plan. What its name cites is not cited again. */
export function dutySentence(
  task: PlanTaskRecord,
  nameOf: NameOf,
  earlier: readonly PlanTaskRecord[] = [],
): RichText {
  const lead = leadWords(task, nameOf);
  const coordinating = coordinatingWords(task, nameOf, earlier);
  const time = timeWords(task);
  const documents = task.documents.filter(({ number }) => task.name?.includes(number) !== true);
  return joinSentences([
    prose`Cơ quan chủ trì: ${lead ?? mark(`cơ quan chủ trì nhiệm vụ ${task.id}`)}.`,
    coordinating === '' ? undefined : `Cơ quan phối hợp: ${sentenceOf(coordinating)}`,
    time === undefined ? undefined : `Thời gian: ${sentenceOf(time)}`,
    documents.length === 0
      ? undefined
      : `Căn cứ: ${documents
          .map(({ type = 'Văn bản', number, date }) => `${type} số ${number} ngày ${dateText(date)}`)
          .join('; ')}.`,
  ]);
}

function coordinatingWords(task: PlanTaskRecord, nameOf: NameOf, earlier: readonly PlanTaskRecord[]): string {
  const text = task.coordinating?.text;
  const same =
    text === undefined ? undefined : earlier.find(({ coordinating }) => coordinating?.text === text);
  return same === undefined ? (text ?? task.coordinators.map(nameOf).join('; ')) : `như nhiệm vụ ${same.id}`;
}

const mark = (hint: string): Run => ({ kind: 'marked', hint });

/** `Sở Xây dựng`, or several bodies in the words of the plan. */
export function leadWords({ lead, leads }: PlanTaskRecord, nameOf: NameOf): string | undefined {
  if (lead !== undefined) return nameOf(lead);
  if (leads === undefined) return undefined;
  return leads.text ?? leads.agencies.map(nameOf).join('; ');
}

/** The words of the plan, else what its months say. */
export function timeWords({ timeText, fromMonth, toMonth }: PlanTaskRecord): string | undefined {
  if (timeText !== undefined) return timeText;
  if (fromMonth !== undefined && toMonth !== undefined)
    return `từ tháng ${monthText(fromMonth)} đến tháng ${monthText(toMonth)}`;
  if (toMonth !== undefined) return `tháng ${monthText(toMonth)}`;
  return fromMonth === undefined ? undefined : `từ tháng ${monthText(fromMonth)}`;
}

/** The years it takes, for tables. */
export function yearsWords(task: PlanTaskRecord): string {
  const [from, to] = [task.fromMonth?.slice(0, 4), task.toMonth?.slice(0, 4)];
  if (task.isYearly) return 'Hàng năm';
  if (from !== undefined && to !== undefined) return from === to ? `Năm ${from}` : `${from}-${to}`;
  if (task.toMonth !== undefined) return `Tháng ${monthText(task.toMonth)}`;
  return from === undefined ? (task.timeText ?? '') : `Từ ${from}`;
}

/** How far it is, and who said it; nobody's report is not the same as no work. */
export function progressSentence(
  print: FigurePrinter,
  task: PlanTaskRecord,
  standing: Standing,
  nameOf: NameOf,
  /** Who writes the report: what it did itself it tells as its own. */
  reporter?: string,
): RichText {
  return joinSentences([
    ...(task.units === undefined
      ? wholeSentences(print, task, standing, nameOf, reporter)
      : unitSentences(print, task)),
    ...evidenceSentences(task, nameOf),
    overdueSentence(task, standing),
    standing === 'overdue' && task.lead !== undefined && task.lead === reporter
      ? prose`Nguyên nhân chậm: ${mark(`nguyên nhân chậm nhiệm vụ ${task.id}`)}.`
      : undefined,
  ]);
}

function wholeSentences(
  print: FigurePrinter,
  task: PlanTaskRecord,
  standing: Standing,
  nameOf: NameOf,
  reporter: string | undefined,
): readonly RichText[] {
  const { status, progressPercent, note, id } = task;
  // What a register of its own holds is told in its place.
  if (status === 'not-reported')
    return standing === 'in-progress'
      ? []
      : task.lead !== undefined && task.lead === reporter
        ? [prose`Kết quả: ${mark(`kết quả thực hiện nhiệm vụ ${id}`)}.`]
        : [prose`${print.word(`${taskPath(task)}.status`, 'Cơ quan chủ trì chưa báo cáo')} kết quả.`];
  const speaker = speakerOf(task);
  const isOwn = speaker !== undefined && speaker === reporter;
  const by = isOwn ? '' : speaker === undefined ? 'Tình trạng: ' : `Theo ${nameOf(speaker)}: `;
  const words = print.word(
    `${taskPath(task)}.status`,
    isOwn ? capitalised(STANDING_WORDS[status]) : STANDING_WORDS[status],
  );
  const percent =
    progressPercent === undefined || status === 'done'
      ? ''
      : prose`, đạt ${print.run(`${taskPath(task)}.progressPercent`)} %`;
  return [prose`${by}${words}${percent}.`, ...(note === undefined ? [] : [capitalised(sentenceOf(note))])];
}

/** Whoever leads says how it stands, if it said anything; what another body says of its part moves nothing. */
function speakerOf({ lead, agency, evidence }: PlanTaskRecord): string | undefined {
  if (lead === undefined) return undefined;
  return agency === lead || evidence.some((one) => one.agency === lead) ? lead : undefined;
}

function unitSentences(print: FigurePrinter, task: PlanTaskRecord): readonly RichText[] {
  const units = `${taskPath(task)}.units.*`;
  const all = print.run(`${units}#count`);
  const silent = print.amount(`${units}#count/status=not-reported`) ?? 0;
  if (silent === 0) return [prose`${all}/${all} đơn vị chủ trì đã báo cáo kết quả.`];
  return [
    prose`${print.countRun(`${units}#count/status=not-reported`)}/${all} đơn vị chủ trì chưa báo cáo kết quả.`,
  ];
}

/** What each body said last beside how the task stands: the lead's own words follow its own, others' are told as theirs. */
function evidenceSentences(task: PlanTaskRecord, nameOf: NameOf): readonly RichText[] {
  const told = task.evidence.flatMap(({ text, agency = '' }) =>
    text === undefined ? [] : [{ text, agency }],
  );
  const last = new Map(told.map(({ text, agency }) => [agency, text]));
  const isOwn = (agency: string): boolean => agency === task.lead && task.status !== 'not-reported';
  return [...last]
    .toSorted(([a], [b]) => Number(isOwn(b)) - Number(isOwn(a)))
    .map(([agency, text]) =>
      agency === '' || isOwn(agency)
        ? capitalised(sentenceOf(text))
        : `Theo ${nameOf(agency)}: ${sentenceOf(text)}`,
    );
}

function overdueSentence(task: PlanTaskRecord, standing: Standing): string | undefined {
  const due = dueDateOf(task);
  const isMilestone = task.milestones.some(
    ({ dueDate, doneDate }) => dueDate === due && doneDate === undefined,
  );
  if (standing !== 'overdue' || due === undefined || isMilestone) return undefined;
  return `Nhiệm vụ đã quá thời hạn ngày ${dateText(due)}.`;
}

/** Where the sealed data have a task; its id has a full stop, which parts the steps of a path. */
export const taskPath = ({ id }: Pick<PlanTaskRecord, 'id'>): string =>
  `plan.state.tasks.${id.replaceAll('.', '\u2024')}`;

/** What it was to reach by when, and whether it did. */
export function milestoneSentences(task: PlanTaskRecord, today: string): readonly string[] {
  return task.milestones.map(({ name, dueDate, doneDate }) => {
    if (doneDate !== undefined)
      return doneDate > dueDate
        ? `${name}: hoàn thành ngày ${dateText(doneDate)}, sau thời hạn ${dateText(dueDate)}.`
        : `${name}: hoàn thành ngày ${dateText(doneDate)}, trong thời hạn ${dateText(dueDate)}.`;
    return dueDate < today && !isOver(task)
      ? `${name}: quá thời hạn ${dateText(dueDate)}, chưa có báo cáo hoàn thành.`
      : `${name}: thời hạn ${dateText(dueDate)}.`;
  });
}

/** A text that somebody entered, as a sentence. */
export function sentenceOf(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
}
