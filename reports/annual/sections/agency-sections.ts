import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { periodWords } from '../frame/period-words.ts';
import type { PlanRecord, PlanTaskRecord } from '../frame/plan-record.ts';
import { joinList, joinSentences, prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { STANDING_WORDS, toldDate } from '../frame/task-standing.ts';
import { capitalised } from '../frame/words.ts';
import { moneyOfTaskSentence } from '../sentences/money-sentences.ts';
import {
  documentSentence,
  inspectionSentence,
  inWindow,
  researchSentence,
  trainingSentence,
} from '../sentences/register-sentences.ts';
import {
  dutySentence,
  leadWords,
  milestoneSentences,
  sentenceOf,
  taskPath,
} from '../sentences/task-sentences.ts';
import { fundingSection } from './money-section.ts';
import { nextTaskSection } from './next-year-section.ts';
import { obstacleSection, proposalSection } from './obstacle-section.ts';

/** What the agency did of the tasks that it leads, alone or with others, and for those who lead the others. */
export function agencyTaskSection(context: ReportContext): readonly Block[] {
  const { plan } = context;
  if (isMissing(plan)) return [missingBlock('Kết quả các nhiệm vụ của Kế hoạch', plan)];
  const led = plan.tasks.filter((task) => isLed(task, context));
  const others = plan.tasks.filter((task) => !isLed(task, context));
  if (plan.tasks.length === 0)
    return [{ kind: 'paragraph', text: 'Kế hoạch không giao nhiệm vụ riêng cho đơn vị.' }];
  return [
    ...led.flatMap((task) => ledBlocks(task, plan, context)),
    ...(others.length === 0 ? [] : otherBlocks(others, context)),
  ];
}

/** Of a task that several lead, the part of the agency names it as the one that reports. */
function isLed({ lead, agency }: PlanTaskRecord, { document: { scope } }: ReportContext): boolean {
  if (scope.kind !== 'agency') return false;
  return lead === undefined ? agency === scope.agency : lead === scope.agency;
}

function ledBlocks(task: PlanTaskRecord, plan: PlanRecord, context: ReportContext): readonly Block[] {
  return [
    { kind: 'clause', title: titleOf(task) },
    { kind: 'paragraph', text: dutySentence(task, context.agencyName) },
    { kind: 'paragraph', text: progressOf(task, context) },
    ...[
      ...milestoneSentences(task, toldDate(plan, context.document)).map(inOwnVoice),
      ...moneyOfTaskSentence(task, plan, context),
    ].map((text): Block => ({ kind: 'dash', text })),
  ];
}

/** Nobody reports to itself. */
const inOwnVoice = (sentence: string): string =>
  sentence.replace('chưa có báo cáo hoàn thành', 'chưa hoàn thành');

const titleOf = ({ id, name }: PlanTaskRecord): string =>
  name === undefined ? `Nhiệm vụ ${id}` : `${name} (nhiệm vụ ${id})`;

/** In its own words; what it has not told is to be filled in before it signs. */
function progressOf(task: PlanTaskRecord, { print }: ReportContext): RichText {
  const { id, status, progressPercent, note } = task;
  const path = taskPath(task);
  if (status === 'not-reported')
    return prose`Kết quả: ${{ kind: 'marked', hint: `kết quả thực hiện nhiệm vụ ${id}` }}.`;
  const isPart = progressPercent !== undefined && (status === 'in-progress' || status === 'paused');
  const percent = !isPart ? '' : prose`, đạt ${print.run(`${path}.progressPercent`)} %`;
  return joinSentences([
    prose`Kết quả: ${print.none(`${path}.status`, STANDING_WORDS[status])}${percent}.`,
    note === undefined ? undefined : capitalised(sentenceOf(note)),
    ...told(task),
  ]);
}

const told = ({ evidence }: PlanTaskRecord): readonly string[] =>
  evidence.flatMap(({ text }) => (text === undefined ? [] : [capitalised(sentenceOf(text))]));

/** Of what others lead: what it did, and where it only stands ready. */
function otherBlocks(tasks: readonly PlanTaskRecord[], context: ReportContext): readonly Block[] {
  const done = tasks.filter((task) => told(task).length > 0);
  const ready = tasks.filter((task) => !done.includes(task)).map(shortTitle);
  return [
    { kind: 'clause', title: 'Nhiệm vụ phối hợp thực hiện' },
    ...done.map((task): Block => ({ kind: 'dash', text: workedAt(task, context) })),
    ...(ready.length === 0
      ? []
      : [{ kind: 'dash', text: `Phối hợp khi cơ quan chủ trì đề nghị: ${ready.join('; ')}.` } as const]),
  ];
}

const shortTitle = ({ id, shortName, name }: PlanTaskRecord): string =>
  `nhiệm vụ ${id}${name === undefined ? '' : ` (${shortName ?? name})`}`;

function workedAt(task: PlanTaskRecord, { agencyName }: ReportContext): RichText {
  const lead = leadWords(task, agencyName);
  return joinSentences([
    `${capitalised(shortTitle(task))}${lead === undefined ? '' : `, ${lead} chủ trì`}:`,
    ...told(task),
  ]);
}

/** What the agency issued, inspected, taught and asked for; what it did not stands in one sentence. */
export function agencyDirectionSection({ plan, print, document, refer }: ReportContext): readonly Block[] {
  if (isMissing(plan)) return [missingBlock('Chỉ đạo, hướng dẫn, kiểm tra', plan)];
  const window = { ...document.window, annex: refer('registers') === '' ? '' : ` (${refer('registers')})` };
  const ids = REGISTERS.map(([register, none, sentence]) => ({
    id: inWindow(register, window),
    none,
    sentence,
  }));
  const empty = ids.filter(({ id }) => (print.amount(id) ?? 0) === 0);
  const none = joinList(empty.map(({ id, none: words }) => print.none(id, words)));
  return [
    ...ids.filter((one) => !empty.includes(one)).map(({ sentence }) => sentence(print, window)),
    ...(empty.length === 0 ? [] : [prose`Trong kỳ chưa ${none}.`]),
  ].map((text): Block => ({ kind: 'dash', text }));
}

const REGISTERS = [
  ['document', 'ban hành văn bản chỉ đạo, hướng dẫn', documentSentence],
  ['inspection', 'tổ chức cuộc kiểm tra', inspectionSentence],
  ['training', 'mở lớp tập huấn', trainingSentence],
  ['research', 'đề xuất đặt hàng nghiên cứu', researchSentence],
] as const;

/** What stands in the way and what is asked for, where every entry is the agency's own. */
export function agencyObstacleSection(context: ReportContext): readonly Block[] {
  const own = withOwnEntries(context);
  return [
    { kind: 'clause', title: 'Tồn tại, vướng mắc' },
    ...(entered('obstacle', 'vướng mắc', context) ?? obstacleSection(own)),
    { kind: 'clause', title: 'Kiến nghị, đề xuất' },
    ...(entered('proposal', 'kiến nghị', context) ?? proposalSection(own)),
  ];
}

/** Says that there is none; `undefined` where there is some. */
function entered(
  register: 'obstacle' | 'proposal',
  words: string,
  { plan, print, document: { year } }: ReportContext,
): readonly Block[] | undefined {
  if (isMissing(plan) || plan[register].some(({ values }) => values.year === year)) return undefined;
  const none = print.none(`plan.state.${register}.*.values#of/${year}`, 'Không');
  return [{ kind: 'paragraph', text: prose`${none} có ${words}.` }];
}

/** Its money; of a task that others lead it has none to report. */
export const agencyMoneySection = (context: ReportContext): readonly Block[] =>
  fundingSection(withOwnEntries(context));

/** The next year of what it leads; what others lead is theirs to plan. */
export function agencyNextSection(context: ReportContext): readonly Block[] {
  const blocks = nextTaskSection(withOwnEntries(context));
  if (blocks.some(({ kind }) => kind === 'table')) return blocks;
  const next = `nhiệm vụ năm ${context.document.year + 1}`;
  return [{ kind: 'paragraph', text: [{ kind: 'marked', hint: next }] }];
}

/** It is sent to whoever puts the reports of all together. */
export function agencyClosingSection({
  document,
  reporter = '',
  addressees,
}: ReportContext): readonly Block[] {
  const to = addressees.length === 0 ? '' : ` ${addressees.join(', ')}`;
  return [
    {
      kind: 'paragraph',
      text: `Trên đây là báo cáo ${periodWords(document)}, ${reporter} gửi${to} tổng hợp, báo cáo UBND Thành phố`,
    },
  ];
}

function withOwnEntries(context: ReportContext): ReportContext {
  const { plan, document } = context;
  const { scope } = document;
  if (isMissing(plan) || scope.kind !== 'agency') return context;
  const unnamed = <Entry extends { readonly values: { agency?: string | undefined } }>(
    all: readonly Entry[],
  ) => all.map((entry) => ({ ...entry, values: { ...entry.values, agency: undefined } }));
  return {
    ...context,
    plan: {
      ...plan,
      tasks: plan.tasks.filter((task) => isLed(task, context)),
      obstacle: unnamed(plan.obstacle),
      proposal: unnamed(plan.proposal),
      'next-task': plan['next-task'].map((entry) => ({
        ...entry,
        values: { ...entry.values, lead: entry.values.lead ?? scope.agency },
      })),
    },
  };
}
