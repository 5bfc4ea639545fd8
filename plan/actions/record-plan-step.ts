import { toJson } from '../../core/text/to-json.ts';
import { attachFiles } from '../../ledger/decisions/attach-files.ts';
import { recordStep } from '../../ledger/decisions/record-step.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { PlanError } from '../state/plan-error.ts';
import type { PlanAct } from './plan-act.ts';

/**
 * Keeps the papers and appends a step that was made from what is on record of its id.
 * @throws LEDGER_ATTACHMENT; PLAN_REFUSED where somebody else recorded a step of it meanwhile.
 */
export function recordPlanStep(
  { plan: { store, steps }, author, files = [], nowMs = Date.now }: PlanAct,
  { body, ...named }: { readonly id: string; readonly action: string; readonly body: object },
): Decision {
  const step = { ...named, body: toJson({ ...body, files: attachFiles(store.path, files) }) };
  const seenSeq = steps.findLast(({ id }) => id === step.id)?.seq;
  return recordStep(store, 'plan_step', step, check, { author, nowMs, checked: { id: step.id } });

  function check(rows: readonly Decision[]): void {
    if (rows.at(-1)?.seq === seenSeq) return;
    throw new PlanError('PLAN_REFUSED', {
      en: `${step.id}: somebody else recorded a step of it at the same moment: nothing was recorded, look again`,
      vi: `${step.id}: có người vừa ghi một bước cùng lúc: chưa ghi gì, hãy xem lại`,
    });
  }
}
