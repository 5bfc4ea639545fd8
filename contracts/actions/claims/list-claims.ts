import { z } from 'zod';
import { parseInput } from '../../../core/input/parse-input.ts';
import { CLAIM_STATUSES, type Claim, foldClaims } from '../../../ledger/decisions/claims.ts';
import { ListPeriod, type ListResult, listOnRecord, type ReadContext } from '../list-on-record.ts';
import { SelectionInput, selectorOf } from '../selection-input.ts';

/** Which claims. */
export const ListClaims = z.object({
  ...SelectionInput,
  period: ListPeriod,
  status: z.enum(CLAIM_STATUSES).optional().describe('only these'),
});

/** Claims, and what about their devices is worth a look before they are decided. @throws INPUT_INVALID, SELECTION_UNKNOWN */
export function listClaims(context: ReadContext, input: z.input<typeof ListClaims>): ListResult<Claim> {
  const { status, contract, period, ...rest } = parseInput(ListClaims, input);
  const claims = [...foldClaims(context.record.reader.decisions('claim')).values()];
  return listOnRecord(context, {
    period,
    selector: selectorOf(rest),
    items: claims.filter(
      (claim) =>
        (status === undefined || claim.status === status) &&
        (contract.length === 0 || contract.includes(claim.contract)),
    ),
    findingsOf: (items) => new Set(items.flatMap(({ entities }) => entities)),
  });
}
