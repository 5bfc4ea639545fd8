import { z } from 'zod';
import { parseInput } from '../../../core/input/parse-input.ts';
import { type AnnouncedWork, foldMaintenance } from '../../../ledger/decisions/works.ts';
import { ListPeriod, type ListResult, listOnRecord, type ReadContext } from '../list-on-record.ts';
import { SelectionInput, selectorOf } from '../selection-input.ts';

/** Which planned work. */
export const ListWorks = z.object({ ...SelectionInput, period: ListPeriod });

/** Planned work, and what about it is worth a look before figures are agreed on. @throws INPUT_INVALID, SELECTION_UNKNOWN */
export function listWorks(context: ReadContext, input: z.input<typeof ListWorks>): ListResult<AnnouncedWork> {
  const { period, ...selection } = parseInput(ListWorks, input);
  return listOnRecord(context, {
    period,
    selector: selectorOf(selection),
    items: [...foldMaintenance(context.record.reader.decisions('maintenance')).values()],
    findingsOf: (_works, chosen) => chosen,
  });
}
