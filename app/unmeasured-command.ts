import { Command } from 'commander';
import type { Context } from './context.ts';
import { buildEndCommand } from './unmeasured/end-command.ts';
import { buildListCommand } from './unmeasured/list-command.ts';
import { buildRecordCommand } from './unmeasured/record-command.ts';

/** `camwatch unmeasured`: checks that get no answer for a fault of ours, by decision of an agency or DOST. */
export function buildUnmeasuredCommand(context: Context): Command {
  return new Command('unmeasured')
    .description(
      'Record that a check gets no answer for a fault of ours: credentials, an allow-list. List and end it.',
    )
    .addCommand(buildRecordCommand(context))
    .addCommand(buildListCommand(context))
    .addCommand(buildEndCommand(context));
}
