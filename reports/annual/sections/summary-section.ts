import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import type { TableCell, TableRow } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { PlanRecord, PlanTaskRecord } from '../frame/plan-record.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { standingIn } from '../frame/task-entries.ts';
import {
  dueDateOf,
  lateMilestones,
  STANDING_SIGNS,
  STANDING_WORDS,
  toldDate,
} from '../frame/task-standing.ts';
import { capitalised } from '../frame/words.ts';
import { decisionSentences } from '../sentences/decision-sentences.ts';
import { inWindow } from '../sentences/register-sentences.ts';
import { leadWords, taskPath, yearsWords } from '../sentences/task-sentences.ts';
import { estimateBlocks } from './estimate-blocks.ts';
import { mainFigures } from './main-figures.ts';

/** What whoever decides must know: each task, five figures, and what waits for a decision. */
export function summarySection(context: ReportContext): readonly Block[] {
  const { plan } = context;
  if (isMissing(plan)) return [missingBlock('Các nhiệm vụ của Kế hoạch', plan), ...mainFigures(context)];
  const decisions = decisionSentences(plan, context);
  return [
    taskTable(plan, context),
    ...mainFigures(context),
    ...estimateBlocks(context),
    {
      kind: 'paragraph',
      text:
        decisions.length === 0
          ? 'Không có nội dung cần xem xét, quyết định.'
          : `Đề nghị ${context.addressees[0] ?? 'cấp trên'} xem xét, quyết định:`,
    },
    ...decisions.map((text): Block => ({ kind: 'dash', text })),
  ];
}

function taskTable(plan: PlanRecord, context: ReportContext): Block {
  return {
    kind: 'table',
    columns: [{ share: 46 }, { share: 37 }, { share: 19 }, { share: 25 }, { share: 38 }],
    header: [['Nhiệm vụ', 'Tình trạng', 'Tiến độ', 'Thời hạn', 'Chủ trì'].map((text) => ({ text }))],
    rows: plan.tasks.map((task) => taskRow(task, plan, context)),
  };
}

function taskRow(task: PlanTaskRecord, plan: PlanRecord, context: ReportContext): TableRow {
  const { print, agencyName } = context;
  const standing = standingIn(context, task);
  const words = `${STANDING_SIGNS[standing]} ${capitalised(STANDING_WORDS[standing])}`;
  const isLate = standing !== 'overdue' && lateMilestones(task, toldDate(plan, context.document)).length > 0;
  const due = dueDateOf(task);
  return {
    kind: 'row',
    cells: [
      `${task.id}. ${task.shortName ?? task.name ?? ''}`,
      {
        kind: 'text',
        text: [
          print.word(`${taskPath(task)}.status`, words),
          ...(isLate ? [{ kind: 'text', text: '\n▲ mốc quá hạn' } as const] : []),
        ],
        bold: standing === 'overdue',
      },
      progressCell(task, context),
      standing === 'overdue' && due !== undefined ? dateText(due) : yearsWords(task),
      bodiesInShort(task, agencyName),
    ],
  };
}

/** A percentage that somebody told, how many of several bodies are through, or what was done of what a task asks for each year. */
function progressCell(task: PlanTaskRecord, { print, document: { window } }: ReportContext): TableCell {
  const path = taskPath(task);
  const cell = (text: RichText): TableCell => ({ kind: 'text', text });
  if (task.units !== undefined)
    return cell(
      prose`${print.countRun(`${path}.units.*#count/status!=not-reported`)}/${print.run(`${path}.units.*#count`)} báo cáo`,
    );
  if (task.progressPercent !== undefined) return cell(prose`${print.run(`${path}.progressPercent`)} %`);
  if (task.registers.includes('training'))
    return cell(prose`${print.countRun(inWindow('training', window, 'classes'))} lớp`);
  if (task.registers.includes('research'))
    return cell(prose`${print.countRun(inWindow('research', window))} đề xuất`);
  return '–';
}

/** The bodies of today in as few words as a table has room for. */
export function bodiesInShort(task: PlanTaskRecord, nameOf: (agency: string) => string): string {
  const { lead, leads } = task;
  if (lead !== undefined || leads === undefined || leads.kinds.length === 0)
    return leadWords(task, nameOf) ?? '';
  return [...leads.agencies.map(nameOf), ...leads.kinds.map((kind) => KIND_OF_BODY[kind] ?? kind)].join('; ');
}

const KIND_OF_BODY: Readonly<Record<string, string>> = {
  department: 'Sở, ngành',
  ward: 'UBND phường, xã',
  police: 'Công an Thành phố',
};
