import type { z } from 'zod';
import { foldClaims } from '../../../ledger/decisions/claims.ts';
import { checkWithdrawal } from '../../claims/hearing.ts';
import type { ActContext } from '../act-context.ts';
import { type Ended, EndInput, recordEnd } from '../record-end.ts';
import { ClaimNumber } from './claim-number.ts';

/** Which claim is withdrawn, and why. */
export const WithdrawClaim = EndInput.extend({ id: ClaimNumber });

/** Withdraws a claim that is not decided yet. @throws INPUT_INVALID, PARTY_UNKNOWN, CLAIM_UNKNOWN, CLAIM_REFUSED */
export const withdrawClaim = (context: ActContext, input: z.input<typeof WithdrawClaim>): Ended =>
  recordEnd(context, input, {
    ...{ table: 'claim', action: 'withdraw' },
    check: (rows, ...act) => checkWithdrawal(foldClaims(rows), ...act),
  });
