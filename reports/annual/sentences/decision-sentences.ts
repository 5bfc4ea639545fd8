import { dateText } from '../../../core/language/date-text.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { PLAN_FINDING_WORDS } from '../frame/finding-words.ts';
import type { PlanRecord } from '../frame/plan-record.ts';
import { joinList, prose } from '../frame/prose.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { standingIn } from '../frame/task-entries.ts';
import { dueDateOf, lateMilestones, toldDate } from '../frame/task-standing.ts';
import { contractName, shortName } from '../frame/words.ts';
import { leadWords, sentenceOf, taskPath } from './task-sentences.ts';

/** What waits for whoever the report goes to: late tasks, what is asked of them, what stands in the way, what was found. */
export function decisionSentences(plan: PlanRecord, context: ReportContext): readonly RichText[] {
  return [
    ...overdueSentences(plan, context),
    ...silentSentences(plan, context),
    ...contractSentences(context),
    ...proposalSentences(plan, context),
    ...obstacleSentences(plan, context),
    ...findingSentences(context),
  ];
}

function overdueSentences(plan: PlanRecord, context: ReportContext): readonly RichText[] {
  const today = toldDate(plan, context.document);
  return plan.tasks.flatMap((task): RichText[] => {
    const due = dueDateOf(task);
    const lead = leadWords(task, context.agencyName) ?? 'cơ quan chủ trì';
    const named = `nhiệm vụ ${task.id}${task.shortName === undefined ? '' : ` (${task.shortName})`}`;
    if (due !== undefined && standingIn(context, task) === 'overdue')
      return [
        prose`Giao ${lead} hoàn thành ${named}, quá thời hạn ${dateText(due)}; thời hạn mới: ${{ kind: 'marked', hint: 'ngày, tháng, năm' }}.`,
      ];
    return lateMilestones(task, today).map(
      ({ name, dueDate }) => `Đôn đốc ${lead} thực hiện ${named}: ${name} quá thời hạn ${dateText(dueDate)}.`,
    );
  });
}

/** Tasks of which nobody reported, and units that did not report on what they lead together. */
function silentSentences({ tasks }: PlanRecord, context: ReportContext): readonly RichText[] {
  const { print, agencyName } = context;
  const silent = tasks.flatMap((task): RichText[] => {
    const units = `${taskPath(task)}.units.*#count`;
    if (task.units !== undefined)
      return (print.amount(`${units}/status=not-reported`) ?? 0) === 0
        ? []
        : [
            prose`nhiệm vụ ${task.id} (${print.countRun(`${units}/status=not-reported`)}/${print.run(units)} đơn vị chủ trì)`,
          ];
    const lead = leadWords(task, agencyName);
    return standingIn(context, task) === 'not-reported' && lead !== undefined
      ? [`nhiệm vụ ${task.id} (${lead})`]
      : [];
  });
  return silent.length === 0 ? [] : [prose`Yêu cầu cơ quan chủ trì báo cáo kết quả: ${joinList(silent)}.`];
}

/** Contracts that are below what they promise, by what was measured, and periods that nobody settled. */
function contractSentences({ sections, print }: ReportContext): readonly RichText[] {
  const { contracts } = sections;
  if (isMissing(contracts)) return [];
  const below = contracts.rows.flatMap((row) => {
    const path = `contracts.rows.${row.id}`;
    const reached = `${path}.periods.*.goodMs#part/${path}.periods.*.countedMs`;
    const [target, now] = [print.amount(`${path}.targetPpm#target`), print.amount(reached)];
    return target === undefined || now === undefined || now >= target
      ? []
      : [
          prose`${contractName(row)} (${print.run(reached)}, cam kết ${print.run(`${path}.targetPpm#target`)})`,
        ];
  });
  const open = print.amount('contracts.rows.*.none') ?? 0;
  return [
    ...(below.length === 0
      ? []
      : [
          prose`Chấn chỉnh nhà thầu có độ khả dụng thấp hơn mức cam kết: ${joinList(below.slice(0, MOST_LISTED))}${below.length > MOST_LISTED ? ' và hợp đồng khác nêu trong báo cáo' : ''}.`,
        ]),
    ...(open === 0
      ? []
      : [
          prose`Chỉ đạo lập bảng đối soát hợp đồng: còn ${print.countRun('contracts.rows.*.none')} kỳ chưa lập.`,
        ]),
  ];
}

function proposalSentences(plan: PlanRecord, { document, agencyName }: ReportContext): readonly string[] {
  const { addressees } = plan.definition.report;
  return plan.proposal
    .filter(
      ({ values: { year, to } }) => year === document.year && (to === undefined || addressees.includes(to)),
    )
    .slice(0, MOST_LISTED)
    .map(({ values: { text, agency } }) => sentenceOf(withUnit(text, agency, agencyName)));
}

function obstacleSentences(
  { obstacle }: PlanRecord,
  { document, agencyName }: ReportContext,
): readonly string[] {
  const open = obstacle.filter(
    ({ values: { year, resolved } }) => year === document.year && resolved === undefined,
  );
  if (open.length === 0) return [];
  const texts = open
    .slice(0, MOST_LISTED)
    .map(({ values: { text, agency } }) => withUnit(text, agency, agencyName));
  const more = open.length > MOST_LISTED ? '; và vướng mắc khác nêu trong báo cáo' : '';
  return [sentenceOf(`Chỉ đạo tháo gỡ vướng mắc: ${texts.join('; ')}${more}`)];
}

/** `Thiếu điện (UBND xã Hoài Đức)`, without a full stop. */
export const withUnit = (
  text: string,
  agency: string | undefined,
  nameOf: (agency: string) => string,
): string =>
  `${text.replace(/[.\s]+$/u, '')}${agency === undefined ? '' : ` (${shortName(nameOf(agency))})`}`;

/** As many as the first pages have room for; all of them stand in their own section. */
const MOST_LISTED = 3;

function findingSentences({ sections, print }: ReportContext): readonly RichText[] {
  const { planFindings } = sections;
  if (isMissing(planFindings)) return [];
  const found = planFindings.rows.flatMap(({ id, devices }): RichText[] => {
    const words = Object.entries(PLAN_FINDING_WORDS).find(([one]) => one === id)?.[1];
    if (words === undefined || devices === 0) return [];
    const path = `planFindings.rows.${id}`;
    return [
      prose`${print.countRun(`${path}.devices`)} ${id === 'unused' ? 'thiết bị' : 'camera'} tại ${print.countRun(`${path}.sites`)} địa điểm ${words}`,
    ];
  });
  return found.length === 0
    ? []
    : [prose`Cho ý kiến xử lý: ${found.flatMap((one, index) => prose`${index === 0 ? '' : '; '}${one}`)}.`];
}
