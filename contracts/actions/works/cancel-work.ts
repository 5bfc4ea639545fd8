import type { z } from 'zod';
import { checkCancelledWork, foldMaintenance } from '../../../ledger/decisions/works.ts';
import type { ActContext } from '../act-context.ts';
import { type Ended, EndInput, recordEnd } from '../record-end.ts';

/** Which planned work is cancelled, and why. */
export const CancelWork = EndInput.extend({
  id: EndInput.shape.id.describe('its number, as camwatch maintenance list gives it'),
});

/** Cancels planned work that has not ended. @throws INPUT_INVALID, PARTY_UNKNOWN, MAINTENANCE_UNKNOWN, MAINTENANCE_REFUSED */
export const cancelWork = (context: ActContext, input: z.input<typeof CancelWork>): Ended =>
  recordEnd(context, input, {
    ...{ table: 'maintenance', action: 'cancel' },
    check: (rows, ...act) => checkCancelledWork(foldMaintenance(rows), ...act),
  });
