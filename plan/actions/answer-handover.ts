import { z } from 'zod';
import { Words } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { Said } from '../../core/language/said.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import { agencyParty } from '../../ledger/decisions/party.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import { chooseHandover } from '../handovers/choose-handover.ts';
import type { ProposedHandover } from '../handovers/fold-handover.ts';
import { HANDOVER_ANSWERS, type HandoverAnswer } from '../handovers/handover-step.ts';
import { PlanError } from '../state/plan-error.ts';
import type { OpenPlan } from './open-plan.ts';
import type { PlanAct } from './plan-act.ts';
import { recordPlanStep } from './record-plan-step.ts';

/** What one of the two says to a hand-over that was proposed. */
export const AnswerHandover = z.object({
  id: z.string(),
  answer: z.enum(HANDOVER_ANSWERS),
  reason: Words.optional().describe('why; needed where it is refused or withdrawn'),
});

/**
 * The receiver accepts or refuses, whoever proposed it withdraws while it is not answered; nobody speaks for another. What is
 * accepted must still hold. @throws INPUT_INVALID, PARTY_UNKNOWN, PLAN_REFUSED, PLAN_UNKNOWN
 */
export function answerHandover(act: PlanAct, input: z.input<typeof AnswerHandover>): void {
  const { id, answer, reason } = parseInput(AnswerHandover, input);
  const { plan } = act;
  const by = findParty(plan.history, act.by);
  const handover = plan.state.handovers.find((one) => one.id === id);
  if (handover === undefined) throw new PlanError('PLAN_UNKNOWN', unknownHandover(id));
  if (!mayAnswer(handover, answer, by)) throw new PlanError('PLAN_REFUSED', NOT_YOURS);
  if (handover.answer !== undefined) throw new PlanError('PLAN_REFUSED', ANSWERED);
  if (answer !== 'accepted' && reason === undefined) throw new PlanError('PLAN_REFUSED', UNREASONED);
  if (answer === 'accepted') chooseHandover(withoutIt(plan, id), { ...handover, things: handover.devices });
  recordPlanStep(act, {
    id: `handover:${id}`,
    action: answer,
    body: { by, ...(reason !== undefined && { reason }) },
  });
}

export const mayAnswer = (
  { from, to }: Pick<ProposedHandover, 'from' | 'to'>,
  answer: HandoverAnswer,
  by: Party,
): boolean => by === agencyParty(answer === 'withdrawn' ? from : to);

/** It does not stand in its own way. */
const withoutIt = (plan: OpenPlan, id: string): OpenPlan => ({
  ...plan,
  state: { ...plan.state, handovers: plan.state.handovers.filter((one) => one.id !== id) },
});

const unknownHandover = (id: string): Said => ({
  en: `expected the number of a hand-over that was proposed, got "${id}"`,
  vi: `cần số của một đề nghị bàn giao, nhận được "${id}"`,
});
const NOT_YOURS: Said = {
  en: 'the receiving agency accepts or refuses a hand-over, and the one that proposed it withdraws it',
  vi: 'đơn vị nhận đồng ý hoặc từ chối bàn giao; đơn vị đề nghị rút lại',
};
const ANSWERED: Said = {
  en: 'it was answered or withdrawn already: what both agreed on is changed by another hand-over',
  vi: 'đề nghị đã được trả lời hoặc đã rút: điều hai bên đã thống nhất chỉ thay đổi bằng một lần bàn giao khác',
};
const UNREASONED: Said = {
  en: 'expected a reason, got none',
  vi: 'cần nêu lý do',
};
