import { z } from 'zod';
import { Ids, Words } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { nextNumber } from '../../ledger/decisions/record-step.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import { day } from '../definition/plan-values.ts';
import { chooseHandover } from '../handovers/choose-handover.ts';
import { PlanError } from '../state/plan-error.ts';
import type { PlanAct } from './plan-act.ts';
import { recordPlanStep } from './record-plan-step.ts';

/** Devices that are to change hands. */
export const ProposeHandover = z.object({
  to: z.string().describe('the agency that is to have them'),
  day: day.meta({ expected: { en: 'expected a day', vi: 'cần một ngày' } }).describe('from which day on'),
  things: Ids.describe('ids of devices, and of sites: all of the agency that stands there'),
  document: Words.describe('the paper that both signed'),
  note: Words.optional(),
});

/**
 * An agency proposes to hand devices of its own to another one: nothing changes hands before that one accepts.
 * @throws INPUT_INVALID, PARTY_UNKNOWN, PLAN_REFUSED, LEDGER_ATTACHMENT
 */
export function proposeHandover(
  act: PlanAct,
  input: z.input<typeof ProposeHandover>,
): { readonly id: string; readonly devices: readonly string[] } {
  const wish = parseInput(ProposeHandover, input);
  const { plan } = act;
  const by = findParty(plan.history, act.by);
  if (!by.startsWith('agency:'))
    throw new PlanError('PLAN_REFUSED', {
      en: 'a hand-over is proposed by the agency whose devices they are',
      vi: 'bàn giao do đơn vị có thiết bị đề nghị',
    });
  const devices = chooseHandover(plan, { ...wish, from: by.slice('agency:'.length) });
  const { to, document, note } = wish;
  const id = nextNumber(plan.state.handovers);
  recordPlanStep(act, {
    id: `handover:${id}`,
    action: 'proposed',
    body: { to, day: wish.day, devices, document, ...(note !== undefined && { note }), by },
  });
  return { id, devices };
}
