import { Temporal } from 'temporal-polyfill';
import { agencyParty } from '../../../ledger/decisions/party.ts';
import { PlanError } from '../../../plan/state/plan-error.ts';
import type { PaperContext } from '../paper-context.ts';
import { agencyOf } from './agency-of.ts';
import type { Dated } from './list-dates.ts';
import { type PlanFound, readPlanFor, type TaskShown } from './plan-overview.ts';

/** Until when forms, the report and tasks of the plan are due; nothing where there is no plan. An agency has its own part. */
export async function listPlanDatesFor(
  context: PaperContext,
  _asked: Readonly<Record<never, never>> = {},
): Promise<readonly Dated[]> {
  try {
    const { definition } = await context.openPlan();
    const found = await readPlanFor(context);
    const own = agencyOf(context.who.scope);
    const whose = own === undefined ? [] : [agencyParty(own)];
    const years = definition.report.years.flatMap(
      ({ year, unitsDeadlineDate, deadlineDate }): readonly Dated[] => [
        {
          ...{ id: `forms-${year}`, kind: 'forms', when: { date: unitsDeadlineDate }, subject: String(year) },
          ...{ isOff: hasHandedIn(found, year, own), whose, path: `/plan/forms?year=${year}` },
        },
        {
          ...{ id: `report-${year}`, kind: 'report', when: { date: deadlineDate }, subject: String(year) },
          ...{ isOff: false, whose: ['dost'], path: '/reports' },
        },
      ],
    );
    return [...years, ...found.tasks.flatMap(datesOfTask)];
  } catch (error) {
    if (error instanceof PlanError) return [];
    throw error;
  }
}

function hasHandedIn({ year: now, units }: PlanFound, year: number, own: string | undefined): boolean {
  if (own === undefined || now?.year !== year) return false;
  return units.some(
    ({ agency, state }) => agency === own && (state === 'complete' || state === 'nothing-to-report'),
  );
}

function datesOfTask({ id, name, toMonth, isYearly, status, milestones, lead, leads }: TaskShown): Dated[] {
  const common = {
    whose: (lead === undefined ? (leads?.agencies ?? []) : [lead]).map(agencyParty),
    path: `/plan/tasks/${encodeURIComponent(id)}`,
  };
  const due = milestones.map(({ id: step, name: text, dueDate, doneDate }): Dated => {
    const isOff = doneDate !== undefined;
    const about = { id: `milestone-${id}-${step}`, kind: 'milestone', subject: id, text } as const;
    return { ...about, when: { date: dueDate }, isOff, ...common };
  });
  if (isYearly || toMonth === undefined) return due;
  const month = Temporal.PlainYearMonth.from(toMonth);
  const date = month.toPlainDate({ day: month.daysInMonth }).toString();
  // The last milestone says the same, in words of its own.
  if (due.some(({ when }) => 'date' in when && when.date === date)) return due;
  const task: Dated = {
    ...{ id: `task-${id}`, kind: 'task', when: { date }, isOff: status === 'done', subject: id },
    ...{ ...(name !== undefined && { text: name }), ...common },
  };
  return [...due, task];
}
