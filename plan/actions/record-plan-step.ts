import type { Json } from '../../core/text/canonical-json.ts';
import { recordStep } from '../../ledger/decisions/record-step.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { PlanError } from '../state/plan-error.ts';
import type { OpenPlan } from './open-plan.ts';

/**
 * Appends a step that was made from what is on record of its id.
 * @throws PLAN_REFUSED where somebody else recorded a step of it meanwhile.
 */
export function recordPlanStep(
  { path, steps }: OpenPlan,
  step: { readonly id: string; readonly action: string; readonly body: Json },
  author: string,
): Decision {
  const seenSeq = steps.findLast(({ id }) => id === step.id)?.seq;
  return recordStep(path, 'plan_step', step, check, { author, nowMs: Date.now, checked: { id: step.id } });

  function check(rows: readonly Decision[]): void {
    if (rows.at(-1)?.seq === seenSeq) return;
    throw new PlanError('PLAN_REFUSED', {
      en: `${step.id}: somebody else recorded a step of it at the same moment: nothing was recorded, look again`,
      vi: `${step.id}: có người vừa ghi một bước cùng lúc: chưa ghi gì, hãy xem lại`,
    });
  }
}
