import { z } from 'zod';
import { deviceEntity, INDICATORS, type Indicator } from '../../../core/domain/state.ts';
import { UNMEASURED_CAUSES } from '../../../core/domain/unmeasured.ts';
import { Instant, Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { plannedFiles } from '../../../ledger/decisions/attach-files.ts';
import { DecisionError } from '../../../ledger/decisions/decision-error.ts';
import { checkUnmeasured, foldUnmeasured, type NewUnmeasured } from '../../../ledger/decisions/unmeasured.ts';
import { type ActContext, actingParty, nowOf, rulesAt } from '../act-context.ts';
import { recordAct } from '../record-act.ts';

/** That a check of a device gets no answer for a fault of ours. */
export const RecordUnmeasured = z.object({
  device: z.string().describe('id of the device'),
  indicator: z.enum(INDICATORS).describe('what the check measures'),
  cause: z.enum(UNMEASURED_CAUSES).describe('what is wrong on our side'),
  reason: Words.describe('what happened'),
  fromMs: Instant.optional().describe('since when (default: since it has been silent)'),
  dryRun: z.boolean().default(false).describe('check everything and write nothing'),
});

export interface UnmeasuredResult {
  /** Its number; nothing was recorded without one. */
  readonly id?: string;
  readonly decision: NewUnmeasured & { readonly indicator: Indicator };
}

/** Records unmeasured time. @throws INPUT_INVALID, PARTY_UNKNOWN, SELECTION_UNKNOWN, UNMEASURED_REFUSED */
export function recordUnmeasured(
  context: ActContext,
  input: z.input<typeof RecordUnmeasured>,
): UnmeasuredResult {
  const { device, indicator, cause, reason, dryRun, ...wish } = parseInput(RecordUnmeasured, input);
  const { reader, history } = context.record;
  if (!history.devices.has(device))
    throw new DecisionError('SELECTION_UNKNOWN', {
      en: `expected a device of the inventory, got "${device}"`,
      vi: `cần thiết bị có trong danh mục, nhận được "${device}"`,
    });
  const entity = deviceEntity(device);
  const nowMs = nowOf(context);
  const last = () => reader.changeBefore(entity, indicator, nowOf(context));
  const fromMs = wish.fromMs ?? last()?.atMs ?? nowMs;
  const [by, files] = [actingParty(context), plannedFiles(context.files ?? [])];
  const decision = { entity, indicator, cause, fromMs, by, reason, files };
  const row = recordAct(context, {
    ...{ table: 'unmeasured', action: 'record', body: decision, dryRun },
    check: (rows) =>
      checkUnmeasured(foldUnmeasured(rows), decision, {
        ...rulesAt(context, nowOf(context)),
        last: last(),
      }),
  });
  return { ...(row && { id: row.id }), decision };
}
