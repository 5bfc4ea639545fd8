import { deviceEntity } from '../../../core/domain/state.ts';
import type { OpenPlan } from '../../../plan/actions/open-plan.ts';
import type { ProposedHandover } from '../../../plan/handovers/fold-handover.ts';
import type { PaperContext } from '../paper-context.ts';
import { agencyOf } from './agency-of.ts';

/** Those of whoever asks: all for those who watch the city, of an agency what it gives or is to have; each whole or not at all. */
export function toldHandovers(
  { state }: OpenPlan,
  { reader, who }: Pick<PaperContext, 'reader' | 'who'>,
): readonly ProposedHandover[] {
  const own = agencyOf(who.scope);
  const secret = who.seesSecret || state.handovers.length === 0 ? new Set() : reader.secretEntities();
  return state.handovers.filter(
    ({ from, to, devices }) =>
      (own === undefined || own === from || own === to) &&
      !(secret.size > 0 && devices.some((id) => secret.has(deviceEntity(id)))),
  );
}

/** How many wait for an answer of whoever asks. */
export const countWaiting = (plan: OpenPlan, asked: Pick<PaperContext, 'reader' | 'who'>): number =>
  toldHandovers(plan, asked).filter(
    ({ to, answer }) => answer === undefined && to === agencyOf(asked.who.scope),
  ).length;
