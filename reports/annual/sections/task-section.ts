import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { PlanTaskRecord } from '../frame/plan-record.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import {
  dutySentence,
  milestoneSentences,
  progressSentence,
  sentenceOf,
} from '../sentences/task-sentences.ts';

/** The tasks of the plan, each under its own title: what was reported of it, and the devices that were bought under it. */
export function taskSection(context: ReportContext): readonly Block[] {
  const { plan } = context;
  if (isMissing(plan)) return [missingBlock('Kết quả các nhiệm vụ của Kế hoạch', plan)];
  return plan.tasks.flatMap((task) => taskBlocks(task, context));
}

function taskBlocks(task: PlanTaskRecord, context: ReportContext): readonly Block[] {
  const { print, agencyName } = context;
  const title = `${task.name ?? 'Nhiệm vụ chưa nhập tên'} (nhiệm vụ ${task.id})`;
  return [
    { kind: 'clause', title },
    ...(task.name === undefined
      ? [
          {
            kind: 'paragraph',
            text: prose`Tên nhiệm vụ theo Kế hoạch: ${{ kind: 'marked', hint: `tên nhiệm vụ ${task.id}` }}.`,
          } as const,
        ]
      : []),
    { kind: 'paragraph', text: dutySentence(task, agencyName) },
    { kind: 'paragraph', text: progressSentence(print, task) },
    ...milestoneSentences(task).map((text): Block => ({ kind: 'dash', text })),
    ...task.evidence.flatMap(({ text }): Block[] =>
      text === undefined ? [] : [{ kind: 'dash', text: `Minh chứng: ${sentenceOf(text)}` }],
    ),
    ...devicesOf(task, context),
  ];
}

/** A programme has the name of its task, where the inventory has devices of it. */
function devicesOf({ name }: PlanTaskRecord, { sections, print }: ReportContext): readonly Block[] {
  const { counts } = sections;
  const programme = isMissing(counts) ? undefined : counts.programme.find((row) => row.name === name);
  if (name === undefined || programme === undefined) return [];
  const path = `counts.programme.${programme.id}`;
  return [
    {
      kind: 'paragraph',
      text: prose`Danh mục hiện có ${print.run(`${path}.total`)} thiết bị được đầu tư theo nhiệm vụ này, trong đó ${print.countRun(`${path}.kinds.camera`)} camera.`,
    },
  ];
}
