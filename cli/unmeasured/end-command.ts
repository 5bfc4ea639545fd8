import type { Command } from 'commander';
import { checkUnmeasuredEnd, foldUnmeasured } from '../../ledger/decisions/unmeasured.ts';
import { buildEndCommand as buildCommonEndCommand } from '../print/end-command.ts';
import type { Context } from '../shell/context.ts';

/** `camwatch unmeasured end`. */
export function buildEndCommand(context: Context): Command {
  return buildCommonEndCommand(context, {
    action: 'end',
    table: 'unmeasured',
    description: 'End it: from now on the check counts as measured again, and silence is down.',
    number: 'its number, as camwatch unmeasured list gives it',
    help: `
Both rows stay on record.

Examples:
  camwatch unmeasured end 3 --by cong-an-thanh-pho --reason "The new community is set"`,
    check: (rows, ...deed) => checkUnmeasuredEnd(foldUnmeasured(rows), ...deed),
    tell: (texts, id, isRecorded) =>
      isRecorded ? texts.unmeasuredEnded(id) : texts.unmeasuredEndedWouldBe(id),
  });
}
