import { Temporal } from 'temporal-polyfill';
import type { ReminderRule } from '../../config/plan/reminder-schema.ts';
import type { ReportYear } from '../../config/plan/report-schema.ts';
import type { Agency } from '../../core/inventory.ts';
import type { PlanState } from '../../settlement/plan/plan-state.ts';
import { chooseUnits, isMeant } from './choose-units.ts';

/** A unit that has not handed in its form of a year. */
export interface WaitingUnit {
  readonly agency: Agency;
  readonly year: ReportYear;
  /** The first row of the matrix that holds for it; absent: nobody urges it. */
  readonly rule?: ReminderRule;
  /** From the day of the state to the last day on which it is in time; below 0 it is late. */
  readonly daysLeft: number;
}

/** Units that must hand in for a year and have not, as far as is on record, in order of their ids. */
export function waitingUnits(
  { definition, submissions, asOfDate }: PlanState,
  agencies: ReadonlyMap<string, Agency>,
  year: ReportYear,
): readonly WaitingUnit[] {
  const handedIn = new Set(
    submissions.filter((submission) => submission.year === year.year).map(({ agency }) => agency),
  );
  const daysLeft = daysBetween(asOfDate, year.unitsDeadlineDate);
  // As the plan says it: those that exist at the deadline, whose last instant belongs to the day.
  return chooseUnits(definition.units, agencies, year.unitsDeadlineMs - 1)
    .filter(({ id }) => !handedIn.has(id))
    .map((agency) => {
      const rule = definition.reminders.matrix.find(({ to }) => isMeant(to, agency));
      return { agency, year, daysLeft, ...(rule && { rule }) };
    });
}

/** Days of the calendar, whatever the clocks did between them. */
function daysBetween(fromDate: string, toDate: string): number {
  return Temporal.PlainDate.from(fromDate).until(Temporal.PlainDate.from(toDate), { largestUnit: 'day' })
    .days;
}
