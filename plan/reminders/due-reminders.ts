import type { Agency } from '../../core/domain/inventory.ts';
import type { ReminderRule } from '../definition/reminder-schema.ts';
import type { PlanState } from '../state/plan-state.ts';
import { LONGEST_DAYS } from './urged-units.ts';
import { type WaitingUnit, waitingUnits } from './waiting-units.ts';

/** A reminder that is to be sent today. */
export interface DueReminder extends WaitingUnit {
  readonly rule: ReminderRule;
  /** Which of the days before the deadline it is, made up where that day itself is past; absent: it is about a form that came in. */
  readonly daysBefore?: number;
  /** `reminder:<agency>:<deadline>:<days>`, or `…:form-<row>`: of each there is one. */
  readonly id: string;
}

/**
 * What is due on the day of the state and not sent yet, of all years whose deadline is to come. Of several days that
 * passed without a reminder only the latest is made up: a unit is told once what matters today. Nothing is due of a unit
 * that has handed in, nor after the deadline, when letters take over; but whoever sent a form with errors or a blank one is
 * told so at once, whenever that was.
 */
export function dueReminders(
  state: PlanState,
  agencies: ReadonlyMap<string, Agency>,
): readonly DueReminder[] {
  const { daysBefore, matrix } = state.definition.reminders;
  if (matrix.length === 0) return [];
  const sent = new Set(state.reminders.map(({ id }) => id));
  return state.definition.report.years.flatMap((year) =>
    waitingUnits(state, agencies, year).flatMap((unit): readonly DueReminder[] => {
      const { agency, rule, daysLeft, form } = unit;
      if (!rule || daysLeft < -LONGEST_DAYS) return [];
      const idOf = (what: string) => [agency.id, year.unitsDeadlineDate, what].join(':');
      const ofForm = form && idOf(`form-${form.recorded.seq}`);
      if (ofForm !== undefined && !sent.has(ofForm)) return [{ ...unit, rule, id: `reminder:${ofForm}` }];
      const reached = daysBefore.filter((days) => days >= daysLeft);
      if (daysLeft < 0 || reached.length === 0) return [];
      const latest = Math.min(...reached);
      const id = idOf(String(latest));
      return sent.has(id) ? [] : [{ ...unit, rule, daysBefore: latest, id: `reminder:${id}` }];
    }),
  );
}
