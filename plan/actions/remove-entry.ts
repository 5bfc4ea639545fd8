import { z } from 'zod';
import { Words } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import { REGISTER_NAMES } from '../definition/registers.ts';
import { standingValues } from '../state/change-entry.ts';
import { PlanError } from '../state/plan-error.ts';
import type { PlanAct } from './plan-act.ts';
import { recordPlanStep } from './record-plan-step.ts';

/** An entry of a register that is to be taken away, and why. */
export const RemoveEntry = z.object({
  what: z.string().describe(REGISTER_NAMES.join(', ')),
  id: z.string().describe('name of the entry, as camwatch plan status --json gives it'),
  reason: Words.describe('why'),
  dryRun: z.boolean().default(false).describe('record nothing'),
});

export interface RemovedResult {
  readonly id: string;
  readonly action: string;
  readonly by: Party;
  readonly reason: string;
  readonly isRecorded: boolean;
}

/** Takes an entry away; its rows stay in the ledger. @throws INPUT_INVALID, PARTY_UNKNOWN, PLAN_UNKNOWN, LEDGER_ATTACHMENT */
export function removeEntry(act: PlanAct, input: z.input<typeof RemoveEntry>): RemovedResult {
  const { what, id, reason, dryRun } = parseInput(RemoveEntry, input);
  const { plan } = act;
  const name = REGISTER_NAMES.find((register) => register === what);
  if (!name)
    throw new PlanError('PLAN_UNKNOWN', {
      en: `expected one of ${REGISTER_NAMES.join(', ')}, got "${what}"`,
      vi: `cần một trong ${REGISTER_NAMES.join(', ')}, nhận được "${what}"`,
    });
  if (!standingValues(plan.state, name, id))
    throw new PlanError('PLAN_UNKNOWN', {
      en: `expected an entry of ${name} that stands, got "${id}"`,
      vi: `cần một mục của ${name} còn hiệu lực, nhận được "${id}"`,
    });
  const by = findParty(plan.history, act.by);
  const step = { id: `${name}:${id}`, action: 'removed' };
  if (!dryRun) recordPlanStep(act, { ...step, body: { by, reason } });
  return { ...step, by, reason, isRecorded: !dryRun };
}
