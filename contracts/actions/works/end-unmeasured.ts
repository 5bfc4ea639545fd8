import type { z } from 'zod';
import { checkUnmeasuredEnd, foldUnmeasured } from '../../../ledger/decisions/unmeasured.ts';
import type { ActContext } from '../act-context.ts';
import { type Ended, EndInput, recordEnd } from '../record-end.ts';

/** Which unmeasured time ends, and why. */
export const EndUnmeasured = EndInput.extend({
  id: EndInput.shape.id.describe('its number, as camwatch unmeasured list gives it'),
});

/** Ends unmeasured time: the check counts as measured again. @throws INPUT_INVALID, PARTY_UNKNOWN, UNMEASURED_UNKNOWN, UNMEASURED_REFUSED */
export const endUnmeasured = (context: ActContext, input: z.input<typeof EndUnmeasured>): Ended =>
  recordEnd(context, input, {
    ...{ table: 'unmeasured', action: 'end' },
    check: (rows, ...act) => checkUnmeasuredEnd(foldUnmeasured(rows), ...act),
  });
