import { CamwatchError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

export type PlanErrorCode = 'PLAN_MISSING' | 'PLAN_REFUSED' | 'PLAN_UNKNOWN';

/** Something about the plan that cannot be entered, or that names what the plan does not have: nothing was recorded. */
export class PlanError extends CamwatchError {
  readonly code: PlanErrorCode;

  constructor(code: PlanErrorCode, message: Said, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
