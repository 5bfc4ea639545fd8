import type { Command } from 'commander';
import { checkCancelledWork, foldMaintenance } from '../../ledger/decisions/works.ts';
import { buildEndCommand } from '../print/end-command.ts';
import type { Context } from '../shell/context.ts';

/** `camwatch maintenance cancel`. */
export function buildCancelCommand(context: Context): Command {
  return buildEndCommand(context, {
    action: 'cancel',
    table: 'maintenance',
    description: 'Cancel planned work that has not ended: nothing is excused by it from now on.',
    number: 'its number, as camwatch maintenance list gives it',
    help: `
Both rows stay on record. Who announced it cancels it, or an agency or DOST.

Examples:
  camwatch maintenance cancel 3 --by nha-thau-a --reason "Rain"`,
    check: (rows, ...deed) => checkCancelledWork(foldMaintenance(rows), ...deed),
    tell: (texts, id, isRecorded) => (isRecorded ? texts.workCancelled(id) : texts.workCancelledWouldBe(id)),
  });
}
