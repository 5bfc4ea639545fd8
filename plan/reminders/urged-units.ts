import type { Agency } from '../../core/domain/inventory.ts';
import type { ReminderRule } from '../definition/reminder-schema.ts';
import type { PlanState } from '../state/plan-state.ts';
import { type WaitingUnit, waitingUnits } from './waiting-units.ts';

/** A unit that is to get a letter. */
export interface UrgedUnit extends WaitingUnit {
  readonly rule: ReminderRule;
  /** `letter:<agency>:<deadline>`; of a form that came in with errors or blank, that and `:form-<row>`. */
  readonly id: string;
}

/**
 * Units whose deadline is over and whose form is not there, and those whose form came in with errors or blank, whenever it did;
 * of the years whose report is not due for longer than a year.
 */
export function urgedUnits(state: PlanState, agencies: ReadonlyMap<string, Agency>): readonly UrgedUnit[] {
  return state.definition.report.years.flatMap((year) =>
    waitingUnits(state, agencies, year).flatMap((unit): readonly UrgedUnit[] => {
      const { agency, rule, daysLeft, form } = unit;
      // Nobody writes a letter to himself.
      if (!rule || rule.from === agency.id || daysLeft < -LONGEST_DAYS) return [];
      if (!form && daysLeft >= 0) return [];
      const id = [
        'letter',
        agency.id,
        year.unitsDeadlineDate,
        ...(form ? [`form-${form.recorded.seq}`] : []),
      ];
      return [{ ...unit, rule, id: id.join(':') }];
    }),
  );
}

/** Nobody is urged for a report that the next one has overtaken. */
export const LONGEST_DAYS = 365;
