import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { PLAN_FINDING_WORDS } from '../frame/finding-words.ts';
import type { PlanRecord, PlanTaskRecord } from '../frame/plan-record.ts';
import { joinSentences, prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { entriesOfTask, standingIn } from '../frame/task-entries.ts';
import { toldDate } from '../frame/task-standing.ts';
import { withUnit } from '../sentences/decision-sentences.ts';
import { moneyOfTaskSentence } from '../sentences/money-sentences.ts';
import { researchSentence, trainingSentence } from '../sentences/register-sentences.ts';
import { dutySentence, milestoneSentences, progressSentence, taskPath } from '../sentences/task-sentences.ts';

/** The tasks of the plan, each under its own title with all that is on record of it. */
export function taskSection(context: ReportContext): readonly Block[] {
  const { plan } = context;
  if (isMissing(plan)) return [missingBlock('Kết quả các nhiệm vụ của Kế hoạch', plan)];
  return [
    paragraph(
      joinSentences([
        `Tiến độ các nhiệm vụ theo báo cáo của đơn vị đến ngày ${dateText(toldDate(plan, context.document))}.`,
        plan.tasks.some(namesDistricts) ? DISTRICTS_ENDED : undefined,
      ]),
    ),
    ...plan.tasks.flatMap((task) => taskBlocks(task, plan, context)),
  ];
}

const namesDistricts = ({ leads, coordinating }: PlanTaskRecord): boolean =>
  /quận, huyện/u.test(`${leads?.text} ${coordinating?.text}`);

/** Districts ended on 30 June 2025 (Law 72/2025/QH15). */
const DISTRICTS_ENDED =
  'Từ ngày 01/7/2025, phần việc của UBND các quận, huyện, thị xã nêu trong Kế hoạch do UBND các phường, xã thực hiện.';

const paragraph = (text: RichText): Block => ({ kind: 'paragraph', text });
const dash = (text: RichText): Block => ({ kind: 'dash', text });

function taskBlocks(task: PlanTaskRecord, plan: PlanRecord, context: ReportContext): readonly Block[] {
  const { print, agencyName, document } = context;
  const reporter = plan.definition.report.agency;
  const progress = progressSentence(print, task, standingIn(context, task), agencyName, reporter);
  return [
    { kind: 'clause', title: `${task.name ?? `Nhiệm vụ ${task.id}`} (nhiệm vụ ${task.id})` },
    paragraph(dutySentence(task, agencyName, plan.tasks.slice(0, plan.tasks.indexOf(task)))),
    ...(progress.length === 0 ? [] : [paragraph(progress)]),
    ...unitTable(task, context),
    ...milestoneSentences(task, toldDate(plan, document)).map(dash),
    ...registerDashes(task, plan, context).map(dash),
    ...moneyOfTaskSentence(task, plan, context).map(dash),
    ...deviceDash(task, plan, context),
    ...obstacleDashes(task, plan, context).map(dash),
  ];
}

/** How many bodies that lead together stand where; one state alone is told by the sentence. */
function unitTable(task: PlanTaskRecord, { print, refer }: ReportContext): readonly Block[] {
  const states = UNIT_STATES.filter(([status]) => task.units?.some((unit) => unit.status === status));
  if (task.units === undefined || states.length < 2) return [];
  const units = `${taskPath(task)}.units.*`;
  const annex = refer('registers') === '' ? '' : ` (theo đơn vị: ${refer('registers')})`;
  return [
    {
      kind: 'table',
      columns: [{ share: 70 }, { share: 30 }],
      header: [[`Tình trạng${annex}`, 'Số đơn vị'].map((text) => ({ text }))],
      rows: states.map(([status, words]) => ({
        kind: 'row',
        cells: [words, print.cell(`${units}#count/status=${status}`)],
      })),
    },
  ];
}

const UNIT_STATES = [
  ['done', 'Đã hoàn thành'],
  ['in-progress', 'Đang triển khai'],
  ['not-started', 'Chưa triển khai'],
  ['paused', 'Tạm dừng'],
  ['dropped', 'Không thực hiện'],
  ['not-reported', 'Chưa báo cáo'],
] as const;

function registerDashes(task: PlanTaskRecord, plan: PlanRecord, context: ReportContext): readonly RichText[] {
  const { print, document, refer, agencyName } = context;
  const { window } = document;
  const documents = entriesOfTask(plan.document, task, 'document', window);
  const inspections = entriesOfTask(plan.inspection, task, 'inspection', window);
  const trainings = entriesOfTask(plan.training, task, 'training', window);
  const research = entriesOfTask(plan.research, task, 'research', window);
  const annex = refer('registers') === '' ? '' : ` (${refer('registers')})`;
  const ofTask = (register: 'training' | 'research') =>
    task.registers.includes(register) ? { ...window, annex } : { ...window, annex, task: task.id };
  return [
    ...listed(
      'Văn bản',
      documents.map(
        ({ values: { number, date, subject } }) => `số ${number} ngày ${dateText(date)} (${subject})`,
      ),
    ),
    ...listed(
      'Kiểm tra',
      inspections.map(
        ({ values: { date, inspected, result, agency } }) =>
          `${withUnit(inspected, agency, agencyName)} ngày ${dateText(date)}${result === undefined ? '' : `: ${result.charAt(0).toLocaleLowerCase('vi')}${result.slice(1)}`}`,
      ),
    ),
    ...(trainings.length === 0 ? [] : [trainingSentence(print, ofTask('training'))]),
    ...(research.length === 0
      ? []
      : [
          joinSentences([
            researchSentence(print, ofTask('research')),
            ...listed(
              'Gồm',
              research.map(({ values }) => withUnit(values.title, values.agency, agencyName)),
            ),
          ]),
        ]),
  ];
}

/** In the text as many as fit; all of them stand in the annex. */
function listed(what: string, entries: readonly string[]): readonly string[] {
  if (entries.length === 0) return [];
  const more = entries.length > MOST_LISTED ? '; …' : '';
  return [`${what}: ${entries.slice(0, MOST_LISTED).join('; ')}${more}.`];
}

const MOST_LISTED = 5;

const deviceDash = (...of: Parameters<typeof deviceSentences>): readonly Block[] => {
  const sentences = deviceSentences(...of);
  return sentences.length === 0 ? [] : [dash(joinSentences(sentences))];
};

/** Devices of the programmes that carry the task out, and how many of them lack opinions. */
function deviceSentences(
  task: PlanTaskRecord,
  plan: PlanRecord,
  { sections, print }: ReportContext,
): readonly RichText[] {
  const { counts, planFindings } = sections;
  const programmes = isMissing(counts)
    ? []
    : counts.programme.filter(({ id, name }) =>
        plan.programmeTasks[id] === undefined ? name === task.name : plan.programmeTasks[id] === task.id,
      );
  const found = isMissing(planFindings) ? [] : planFindings.rows;
  const number = task.id.replaceAll('.', '\u2024');
  const findings = (['installed-without-opinion', 'installed-during-pause'] as const).filter((code) =>
    found.some(({ id, tasks }) => id === code && tasks?.some((one) => one.id === task.id)),
  );
  return [
    ...programmes.map(
      ({ id }) =>
        prose`Thiết bị được đầu tư theo nhiệm vụ: ${print.countRun(`counts.programme.${id}.total`)} thiết bị, trong đó ${print.countRun(`counts.programme.${id}.kinds.camera`)} camera.`,
    ),
    ...findings.map((code) => {
      const path = `planFindings.rows.${code}.tasks.${number}`;
      return prose`${print.countRun(`${path}.devices`)} camera tại ${print.countRun(`${path}.sites`)} địa điểm ${PLAN_FINDING_WORDS[code]}.`;
    }),
  ];
}

function obstacleDashes(
  task: PlanTaskRecord,
  plan: PlanRecord,
  { document, agencyName }: ReportContext,
): readonly string[] {
  const open = plan.obstacle.filter(
    ({ values }) => values.year === document.year && values.task === task.id && values.resolved === undefined,
  );
  return listed(
    'Vướng mắc',
    open.map(({ values: { text, agency } }) => withUnit(text, agency, agencyName)),
  );
}
