import type { Agency } from '../../core/domain/inventory.ts';
import type { ReminderRule } from '../definition/reminder-schema.ts';
import type { PlanState } from '../state/plan-state.ts';
import { type WaitingUnit, waitingUnits } from './waiting-units.ts';

/** A unit that is to get a letter. */
export interface LateUnit extends WaitingUnit {
  readonly rule: ReminderRule;
  /** `letter:<agency>:<deadline>`. */
  readonly id: string;
}

/** Units whose deadline is over and whose form is not there, of the years whose report is not due for longer than a year. */
export function lateUnits(state: PlanState, agencies: ReadonlyMap<string, Agency>): readonly LateUnit[] {
  return state.definition.report.years.flatMap((year) =>
    waitingUnits(state, agencies, year).flatMap((unit): readonly LateUnit[] => {
      const { agency, rule, daysLeft } = unit;
      // Nobody writes a letter to himself.
      if (!rule || rule.from === agency.id || daysLeft >= 0 || daysLeft < -LONGEST_DAYS) return [];
      return [{ ...unit, rule, id: letterId(agency.id, year.unitsDeadlineDate) }];
    }),
  );
}

/** Nobody is urged for a report that the next one has overtaken. */
const LONGEST_DAYS = 365;

const letterId = (agency: string, deadlineDate: string): string => `letter:${agency}:${deadlineDate}`;
