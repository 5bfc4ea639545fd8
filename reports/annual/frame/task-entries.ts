import { isMissing } from '../../figures/document/figure-parts.ts';
import type { PlanTaskRecord } from './plan-record.ts';
import type { ReportContext } from './report-context.ts';
import { type Standing, standingOf, toldDate } from './task-standing.ts';

type Window = ReportContext['document']['window'];

interface DatedEntry {
  readonly values: { readonly task?: string | undefined; readonly date?: string | undefined };
}

/** Entries of a task in the window: those that name it, or all of a register that is the task's own. */
export const entriesOfTask = <Entry extends DatedEntry>(
  entries: readonly Entry[],
  task: PlanTaskRecord,
  register: string,
  window: Window,
): readonly Entry[] =>
  entries.filter(
    ({ values }) =>
      (values.task === task.id || task.registers.includes(register)) && isInWindow(values.date, window),
  );

export const isInWindow = (date: string | undefined, { firstDate, lastDate }: Window): boolean =>
  date !== undefined && firstDate <= date && date <= lastDate;

/** How a task stands in a report: a register of its own in which something was entered says that it is under way. */
export function standingIn({ plan, document }: ReportContext, task: PlanTaskRecord): Standing {
  if (isMissing(plan)) return task.status;
  const hasEntries = (['training', 'research'] as const).some((register) =>
    plan[register].some(
      ({ values }) => task.registers.includes(register) && isInWindow(values.date, document.window),
    ),
  );
  return standingOf(task, toldDate(plan, document), hasEntries);
}
