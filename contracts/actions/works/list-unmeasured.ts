import { z } from 'zod';
import { parseInput } from '../../../core/input/parse-input.ts';
import { foldUnmeasured, intervalOf, type Unmeasured } from '../../../ledger/decisions/unmeasured.ts';
import {
  type Listed,
  ListPeriod,
  type ListResult,
  listOnRecord,
  type ReadContext,
} from '../list-on-record.ts';

/** Which unmeasured time. */
export const ListUnmeasured = z.object({ period: ListPeriod });

export type ListedUnmeasured = Unmeasured & Listed;

/** Unmeasured time of a period. @throws INPUT_INVALID */
export function listUnmeasured(
  context: ReadContext,
  input: z.input<typeof ListUnmeasured>,
): ListResult<ListedUnmeasured> {
  const { period } = parseInput(ListUnmeasured, input);
  const all = foldUnmeasured(context.record.reader.decisions('unmeasured')).values();
  return listOnRecord(context, {
    ...{ period, selector: {} },
    items: [...all].map((one) => ({ ...one, interval: intervalOf(one), entities: [one.entity] })),
    findingsOf: () => new Set(),
  });
}
