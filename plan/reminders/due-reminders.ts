import type { Agency } from '../../core/domain/inventory.ts';
import type { ReminderRule } from '../definition/reminder-schema.ts';
import type { PlanState } from '../state/plan-state.ts';
import { type WaitingUnit, waitingUnits } from './waiting-units.ts';

/** A reminder that is to be sent today. */
export interface DueReminder extends WaitingUnit {
  readonly rule: ReminderRule;
  /** Which of the days before the deadline it is: made up where that day itself is past. */
  readonly daysBefore: number;
  /** `reminder:<agency>:<deadline>:<days>`: of each there is one. */
  readonly id: string;
}

/**
 * What is due on the day of the state and not sent yet, of all years whose deadline is to come. Of several days that
 * passed without a reminder only the latest is made up: a unit is told once what matters today. Nothing is due of a unit
 * that has handed in, nor after the deadline, when letters take over.
 */
export function dueReminders(
  state: PlanState,
  agencies: ReadonlyMap<string, Agency>,
): readonly DueReminder[] {
  const { daysBefore, matrix } = state.definition.reminders;
  if (matrix.length === 0) return [];
  const sent = new Set(
    state.reminders.map((reminder) =>
      reminderId(reminder.agency, reminder.deadlineDate, reminder.daysBefore),
    ),
  );
  return state.definition.report.years.flatMap((year) =>
    waitingUnits(state, agencies, year).flatMap((unit): readonly DueReminder[] => {
      const { agency, rule, daysLeft } = unit;
      const reached = daysBefore.filter((days) => days >= daysLeft);
      if (!rule || daysLeft < 0 || reached.length === 0) return [];
      const latest = Math.min(...reached);
      const id = reminderId(agency.id, year.unitsDeadlineDate, latest);
      return sent.has(id) ? [] : [{ ...unit, rule, daysBefore: latest, id }];
    }),
  );
}

export const reminderId = (agency: string, deadlineDate: string, daysBefore: number): string =>
  `reminder:${agency}:${deadlineDate}:${daysBefore}`;
