import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { TableRow } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { PlanTaskRecord } from '../frame/plan-record.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { standingIn } from '../frame/task-entries.ts';
import { dueDateOf, isOver, lateMilestones, STANDING_WORDS, toldDate } from '../frame/task-standing.ts';
import { capitalised, shortName } from '../frame/words.ts';
import { yearsWords } from '../sentences/task-sentences.ts';
import { bodiesInShort } from './summary-section.ts';

/** What is to be done in the year after: every task that is not over or comes back, and what units propose besides. */
export function nextTaskSection(context: ReportContext): readonly Block[] {
  const { plan, print, document, agencyName } = context;
  if (isMissing(plan)) return [missingBlock('Nhiệm vụ năm tới', plan)];
  const next = document.year + 1;
  const carried = plan.tasks.filter((task) => task.isYearly || !isOver(task));
  const entries = plan['next-task'].filter(({ values }) => values.year === next);
  if (carried.length + entries.length === 0)
    return [
      {
        kind: 'paragraph',
        text: prose`${print.none(`plan.state.next-task.*.values#of/${next}`, 'Chưa')} có nhiệm vụ nào được đề xuất cho năm ${String(next)}.`,
      },
    ];
  return [
    {
      kind: 'table',
      columns: [{ share: 54 }, { share: 37 }, { share: 32 }, { share: 42 }],
      header: [['Nhiệm vụ', 'Lý do', 'Thời hạn', 'Cơ quan chủ trì'].map((text) => ({ text }))],
      rows: [
        ...carried.map((task) => carriedRow(task, context)),
        ...entries.map(({ values: { text, due, lead, task } }): TableRow => {
          const reason = task === undefined ? 'Nhiệm vụ mới' : `Thuộc nhiệm vụ ${task}`;
          return {
            kind: 'row',
            cells: [
              text,
              reason,
              due === undefined ? '' : dateText(due),
              lead === undefined ? '' : shortName(agencyName(lead)),
            ],
          };
        }),
      ],
    },
  ];
}

function carriedRow(task: PlanTaskRecord, context: ReportContext): TableRow {
  const { id, shortName, name } = task;
  const standing = standingIn(context, task);
  const due = dueDateOf(task);
  const late = isMissing(context.plan) ? [] : lateMilestones(task, toldDate(context.plan, context.document));
  const reason =
    standing === 'overdue' && due !== undefined
      ? `Quá thời hạn ${dateText(due)}`
      : task.isYearly
        ? 'Nhiệm vụ hàng năm'
        : [
            capitalised(STANDING_WORDS[standing]),
            ...late.map(({ dueDate }) => `mốc quá thời hạn ${dateText(dueDate)}`),
          ].join('; ');
  return {
    kind: 'row',
    cells: [
      `${id}. ${shortName ?? name ?? ''}`,
      reason,
      standing === 'overdue'
        ? { kind: 'text', text: [{ kind: 'marked', hint: 'thời hạn mới' }] }
        : yearsWords(task),
      bodiesInShort(task, context.agencyName),
    ],
  };
}
