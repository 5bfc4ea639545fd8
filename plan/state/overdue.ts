import { Temporal } from 'temporal-polyfill';
import type { PlanTask } from '../definition/plan-schema.ts';
import type { TaskStatus } from './plan-state.ts';

type Timed = Pick<PlanTask, 'toMonth' | 'isYearly'> & { readonly status: TaskStatus };

/**
 * The first day on which a task is overdue, where that has come and it is neither done nor dropped. One that goes on has no
 * such day, and a yearly one comes back.
 */
export function overdueSince(task: Timed, asOfDate: string): string | undefined {
  const { toMonth, isYearly, status } = task;
  if (toMonth === undefined || isYearly || status === 'done' || status === 'dropped') return undefined;
  const first = Temporal.PlainYearMonth.from(toMonth).add({ months: 1 }).toPlainDate({ day: 1 }).toString();
  return first <= asOfDate ? first : undefined;
}
