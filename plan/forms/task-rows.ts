import type { PlanState, TaskState } from '../state/plan-state.ts';
import type { FormRow } from './form.ts';

/** The tasks that a unit leads or works at. Only who leads sees what is on record of the whole. */
export function taskRows(unit: string, { tasks }: PlanState): readonly FormRow[] {
  return tasks
    .filter(({ lead, coordinators }) => lead === unit || coordinators.includes(unit))
    .map((task) => taskRow(unit, task));
}

function taskRow(unit: string, task: TaskState): FormRow {
  const isLead = task.lead === unit;
  return {
    key: task.id,
    values: {
      name: task.name ?? '(chưa có tên nhiệm vụ)',
      role: isLead ? 'Chủ trì' : 'Phối hợp',
      period: periodText(task),
      ...(isLead && {
        progress: task.progressPercent,
        status: task.status === 'not-reported' ? undefined : task.status,
        note: task.note,
      }),
    },
  };
}

function periodText({ fromMonth, toMonth }: TaskState): string | undefined {
  if (fromMonth === undefined) return toMonth && `đến ${monthText(toMonth)}`;
  return toMonth === undefined
    ? `từ ${monthText(fromMonth)}`
    : `${monthText(fromMonth)} – ${monthText(toMonth)}`;
}

const monthText = (month: string): string => month.split('-').toReversed().join('/');
