import { z } from 'zod';
import { Words } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { RuleContext } from '../claims/refuse-claim.ts';
import { type ActContext, actingParty, nowOf, rulesAt } from './act-context.ts';
import { type Act, recordAct } from './record-act.ts';

/** What is taken back of what is on record, and why. */
export const EndInput = z.object({
  id: z.string().meta({ value: 'number' }),
  reason: Words.describe('why'),
  dryRun: z.boolean().default(false).describe('check everything and write nothing'),
});

export interface Ended {
  readonly id: string;
  readonly by: Party;
  readonly reason: string;
  /** Nothing is of a dry run. */
  readonly recorded: boolean;
}

/** The last step of something that is on record: a claim withdrawn, planned work cancelled, a fault of ours over. */
export function recordEnd(
  context: ActContext,
  input: z.input<typeof EndInput>,
  {
    check,
    ...act
  }: Pick<Act, 'table' | 'action'> & {
    /** @throws where it may not be taken back. */
    readonly check: (
      rows: Iterable<Decision>,
      id: string,
      by: { readonly by: Party },
      rules: RuleContext,
    ) => void;
  },
): Ended {
  const { id, reason, dryRun } = parseInput(EndInput, input);
  const by = actingParty(context);
  const row = recordAct(context, {
    ...{ ...act, id, body: { by, reason }, dryRun },
    check: (rows) => check(rows, id, { by }, rulesAt(context, nowOf(context))),
  });
  return { id, by, reason, recorded: row !== undefined };
}
