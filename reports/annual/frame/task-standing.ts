import { Temporal } from 'temporal-polyfill';
import type { FiguresDocument } from '../../figures/document/annual-figures.ts';
import type { PlanRecord, PlanTaskRecord } from './plan-record.ts';

/** How a task stands for whoever reads the report: late comes before how far it is. */
export type Standing = PlanTaskRecord['status'] | 'overdue';

/** The day of which a report tells what is late: that of the record, but none after the report was due. */
export function toldDate(
  { asOfDate }: Pick<PlanRecord, 'asOfDate'>,
  { window, deadline }: Pick<FiguresDocument, 'window' | 'deadline'>,
): string {
  const told = asOfDate ?? window.lastDate;
  return deadline !== undefined && deadline < told ? deadline : told;
}

export function standingOf(task: PlanTaskRecord, today: string, hasEntries = false): Standing {
  const { status } = task;
  if (isOver(task)) return status;
  const due = dueDateOf(task);
  if (due !== undefined && due < today) return 'overdue';
  return status === 'not-reported' && hasEntries ? 'in-progress' : status;
}

/** Nothing is to be done of it any more, but for next year's turn of a yearly one. */
export const isOver = ({ status }: Pick<PlanTaskRecord, 'status'>): boolean =>
  status === 'done' || status === 'dropped';

/** The last day on which it is in time; a yearly task, or one that goes on, has none. */
export const dueDateOf = ({ toMonth }: Pick<PlanTaskRecord, 'toMonth'>): string | undefined =>
  toMonth === undefined ? undefined : lastDayOf(toMonth);

function lastDayOf(month: string): string {
  const first = Temporal.PlainYearMonth.from(month);
  return first.toPlainDate({ day: first.daysInMonth }).toString();
}

/** What a task was to reach by now and did not, as far as was reported. */
export const lateMilestones = (
  task: Pick<PlanTaskRecord, 'milestones' | 'status'>,
  today: string,
): PlanTaskRecord['milestones'] =>
  isOver(task)
    ? []
    : task.milestones.filter(({ doneDate, dueDate }) => doneDate === undefined && dueDate < today);

/** Signs that stand apart in black and white as well. */
export const STANDING_SIGNS: Readonly<Record<Standing, string>> = {
  overdue: '▲',
  'not-reported': '□',
  'not-started': '○',
  'in-progress': '●',
  done: '■',
  paused: '◊',
  dropped: '–',
};

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  overdue: 'quá thời hạn',
  'not-reported': 'chưa báo cáo',
  'not-started': 'chưa triển khai',
  'in-progress': 'đang triển khai',
  done: 'đã hoàn thành',
  paused: 'tạm dừng',
  dropped: 'không thực hiện',
};
