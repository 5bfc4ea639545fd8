import { Temporal } from 'temporal-polyfill';
import type { Agency } from '../../core/domain/inventory.ts';
import type { ReminderRule } from '../definition/reminder-schema.ts';
import type { ReportYear } from '../definition/report-schema.ts';
import { chooseAgencies, unitsOf } from '../state/choose-agencies.ts';
import type { FaultySubmission, PlanState, Submission } from '../state/plan-state.ts';

/** A unit of whose form of a year something is still waited for. */
export interface WaitingUnit {
  readonly agency: Agency;
  readonly year: ReportYear;
  readonly state: 'not-sent' | 'with-errors' | 'blank';
  /** What came in, with errors or blank. */
  readonly form?: Submission | FaultySubmission;
  /** What is wrong with it. */
  readonly problems: FaultySubmission['problems'];
  /** The first row of the matrix that holds for it; absent: nobody urges it. */
  readonly rule?: ReminderRule;
  /** From the day of the state to the last day on which it is in time; below 0 it is late. */
  readonly daysLeft: number;
}

/** Units that must hand in for a year and did not, or with errors or blank, as far as is on record, in order of their ids. */
export function waitingUnits(
  state: PlanState,
  agencies: ReadonlyMap<string, Agency>,
  year: ReportYear,
): readonly WaitingUnit[] {
  const { reminders } = state.definition;
  const daysLeft = daysBetween(state.asOfDate, year.unitsDeadlineDate);
  return unitsOf(state, year, agencies.values())
    .flatMap(({ agency, submission, faulty, state: standing }): readonly WaitingUnit[] => {
      // Also of a form that was to take the place of a good one.
      const handIn = faulty ? 'with-errors' : standing;
      if (handIn === 'complete' || handIn === 'nothing-to-report') return [];
      const form = handIn === 'with-errors' ? faulty : submission;
      const problems = handIn === 'with-errors' ? (faulty?.problems ?? []) : [];
      const rule = reminders.matrix.find(
        ({ to }) => chooseAgencies(to, [agency], year.unitsDeadlineMs - 1).length > 0,
      );
      return [
        { agency, year, state: handIn, problems, daysLeft, ...(form && { form }), ...(rule && { rule }) },
      ];
    })
    .sort((a, b) => (a.agency.id < b.agency.id ? -1 : 1));
}

/** Days of the calendar, whatever the clocks did between them. */
function daysBetween(fromDate: string, toDate: string): number {
  return Temporal.PlainDate.from(fromDate).until(Temporal.PlainDate.from(toDate), { largestUnit: 'day' })
    .days;
}
