import { dateText } from '../../../core/language/date-text.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { PLAN_FINDING_WORDS } from '../frame/finding-words.ts';
import type { PlanRecord } from '../frame/plan-record.ts';
import { prose } from '../frame/prose.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { standingIn } from '../frame/task-entries.ts';
import { dueDateOf } from '../frame/task-standing.ts';
import { shortName } from '../frame/words.ts';
import { leadWords, sentenceOf } from './task-sentences.ts';

/** What waits for whoever the report goes to: late tasks, what is asked of them, what stands in the way, what was found. */
export function decisionSentences(plan: PlanRecord, context: ReportContext): readonly RichText[] {
  return [
    ...overdueSentences(plan, context),
    ...proposalSentences(plan, context),
    ...obstacleSentences(plan, context),
    ...findingSentences(context),
  ];
}

function overdueSentences({ tasks }: PlanRecord, context: ReportContext): readonly string[] {
  const late = tasks.flatMap((task) => {
    const due = dueDateOf(task);
    if (due === undefined || standingIn(context, task) !== 'overdue') return [];
    const lead = leadWords(task, context.agencyName);
    return [`${task.id} (thời hạn ${dateText(due)}${lead === undefined ? '' : `, ${lead} chủ trì`})`];
  });
  return late.length === 0 ? [] : [`Nhiệm vụ quá thời hạn: ${late.join('; ')}.`];
}

function proposalSentences(plan: PlanRecord, { document, agencyName }: ReportContext): readonly string[] {
  const { addressees } = plan.definition.report;
  const asked = plan.proposal.filter(
    ({ values: { year, to } }) => year === document.year && (to === undefined || addressees.includes(to)),
  );
  return listed(
    'Kiến nghị',
    asked.map(({ values: { text, agency } }) => withUnit(text, agency, agencyName)),
  );
}

function obstacleSentences(
  { obstacle }: PlanRecord,
  { document, agencyName }: ReportContext,
): readonly string[] {
  const open = obstacle.filter(
    ({ values: { year, resolved } }) => year === document.year && resolved === undefined,
  );
  return listed(
    'Vướng mắc chưa được tháo gỡ',
    open.map(({ values: { text, agency } }) => withUnit(text, agency, agencyName)),
  );
}

/** `Thiếu điện (UBND xã Hoài Đức)`, without a full stop. */
export const withUnit = (
  text: string,
  agency: string | undefined,
  nameOf: (agency: string) => string,
): string =>
  `${text.replace(/[.\s]+$/u, '')}${agency === undefined ? '' : ` (${shortName(nameOf(agency))})`}`;

/** As many as the first page has room for; all of them stand in their own section. */
function listed(what: string, texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return [];
  const more = texts.length > MOST_LISTED ? '; và các nội dung khác nêu trong báo cáo' : '';
  return [sentenceOf(`${what}: ${texts.slice(0, MOST_LISTED).join('; ')}${more}`)];
}

const MOST_LISTED = 3;

function findingSentences({ sections, print }: ReportContext): readonly RichText[] {
  const { planFindings } = sections;
  if (isMissing(planFindings)) return [];
  const found = planFindings.rows.flatMap(({ id, devices }) => {
    const words = Object.entries(PLAN_FINDING_WORDS).find(([one]) => one === id)?.[1];
    if (words === undefined || devices === 0) return [];
    const path = `planFindings.rows.${id}`;
    return [
      prose`${print.countRun(`${path}.devices`)} ${id === 'unused' ? 'thiết bị' : 'camera'} tại ${print.countRun(`${path}.sites`)} địa điểm ${words}.`,
    ];
  });
  return found;
}
