import { z } from 'zod';
import { PartyName, Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { findClaim, foldClaims } from '../../../ledger/decisions/claims.ts';
import type { Party } from '../../../ledger/decisions/party.ts';
import { findParty } from '../../../ledger/history/known-parties.ts';
import { checkHearing } from '../../claims/hearing.ts';
import { type ActContext, actingParty, nowOf, rulesAt } from '../act-context.ts';
import { recordAct } from '../record-act.ts';
import { ClaimNumber } from './claim-number.ts';

/** That a party was asked what it says to a claim, or what it said. */
export const HearClaim = z.object({
  id: ClaimNumber,
  party: PartyName.describe('who was asked, or has spoken'),
  says: Words.optional().describe('what it says'),
});

export interface HeardResult {
  readonly party: Party;
  readonly by: Party;
  /** Until when a party that was asked may answer. */
  readonly untilMs: number;
}

/** Records that a party was asked, where the input does not say what it said. @throws INPUT_INVALID, PARTY_UNKNOWN, CLAIM_UNKNOWN, CLAIM_REFUSED */
export function hearClaim(context: ActContext, input: z.input<typeof HearClaim>): HeardResult {
  const { id, says, ...wish } = parseInput(HearClaim, input);
  const { reader, history } = context.record;
  const [party, by] = [findParty(history, wish.party), actingParty(context)];
  const row = recordAct(context, {
    ...{ table: 'claim', action: says === undefined ? 'ask' : 'hear', id, body: { party, by, says } },
    check: (rows) => checkHearing(foldClaims(rows), id, { party }, rulesAt(context, nowOf(context))),
  });
  const { hearForMs } = findClaim(foldClaims(reader.decisions('claim', { id })), id);
  return { party, by, untilMs: (row?.recordedMs ?? nowOf(context)) + hearForMs };
}
