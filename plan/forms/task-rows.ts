import type { PlanState, TaskState } from '../state/plan-state.ts';
import { type AgenciesThen, roleOf, type TaskPart, taskPart } from '../state/task-part.ts';
import type { FormRow } from './form.ts';

/** The tasks that a unit leads or works at. Only who leads sees what is on record of it; one of several, of its own part. */
export function taskRows(unit: string, { tasks }: PlanState, atDeadline: AgenciesThen): readonly FormRow[] {
  return tasks
    .filter((task) => roleOf(task, unit, atDeadline) !== undefined)
    .map((task) => taskRow(task, taskPart(task, unit, atDeadline)));
}

function taskRow(task: TaskState, { standing, mayMove: isLead }: TaskPart): FormRow {
  return {
    key: task.id,
    values: {
      name: task.name ?? '(chưa có tên nhiệm vụ)',
      role: isLead ? 'Chủ trì' : 'Phối hợp',
      period: task.timeText ?? periodText(task),
      ...(isLead && {
        progress: standing.progressPercent,
        status: standing.status === 'not-reported' ? undefined : standing.status,
        note: standing.note,
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
