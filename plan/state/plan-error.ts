import { CodedError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

export type PlanErrorCode = 'PLAN_MISSING' | 'PLAN_REFUSED' | 'PLAN_UNKNOWN';

/** Something about the plan that cannot be entered, or that names what the plan does not have: nothing was recorded. */
export class PlanError extends CodedError<PlanErrorCode, Said> {}
