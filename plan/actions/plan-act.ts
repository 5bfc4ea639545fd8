import { Year } from '../../core/input/fields.ts';
import type { Actor } from '../../ledger/decisions/actor.ts';
import type { OpenPlan } from './open-plan.ts';

/** Who acts, and on which plan. */
export interface PlanAct extends Actor {
  readonly plan: OpenPlan;
}

/** Whose forms they are. */
export const ReportYearNumber = Year.describe('year of the report, one of report.years in plan.yaml');

/** Work that takes a while. */
export interface LongWork {
  readonly stop: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}
