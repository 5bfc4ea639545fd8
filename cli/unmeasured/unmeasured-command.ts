import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildEndCommand } from './end-command.ts';
import { buildListCommand } from './list-command.ts';
import { buildRecordCommand } from './record-command.ts';

/** `camwatch unmeasured`: checks that get no answer for a fault of ours, by decision of an agency or DOST. */
export function buildUnmeasuredCommand(context: Context): Command {
  return new Command('unmeasured')
    .addHelpText(
      'after',
      `
Examples:
  camwatch unmeasured record cam-0017 service --cause credentials --by cong-an-thanh-pho --reason "We changed the password"
  camwatch unmeasured list --period 2026-10
  camwatch unmeasured end 3 --by cong-an-thanh-pho --reason "The new password is set"`,
    )
    .addCommand(buildRecordCommand(context))
    .addCommand(buildListCommand(context))
    .addCommand(buildEndCommand(context));
}
