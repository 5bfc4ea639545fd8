import type { z } from 'zod';
import {
  type DecideClaim,
  type DecisionPreview,
  previewDecision,
} from '../../../contracts/actions/claims/decide-claim.ts';
import { createZone } from '../../../core/time/zone.ts';
import { findClaim, foldClaims } from '../../../ledger/decisions/claims.ts';
import { openCityRecord } from '../../../ledger/history/city-record.ts';
import { mayReadClaim, noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

/**
 * Figures before and after a decision that is thought of; nothing is recorded.
 * @throws PAPER_UNKNOWN, INPUT_INVALID, CLAIM_REFUSED
 */
export function previewDecisionFor(
  context: PaperContext,
  input: z.input<typeof DecideClaim>,
): DecisionPreview {
  const { store, reader, timeZone, who, nowMs } = context;
  const claim = findClaim(foldClaims(reader.decisions('claim')), input.id);
  if (!mayReadClaim(context, claim)) throw noSuch('claim', 'đề nghị loại trừ', input.id);
  using record = openCityRecord(
    { store, zone: createZone(timeZone), cityTimeZone: timeZone },
    { contractId: claim.contract },
  );
  return previewDecision({ record, by: who.party, author: who.account, nowMs: () => nowMs }, input);
}
