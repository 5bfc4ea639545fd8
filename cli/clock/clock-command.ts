import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildClockConfirmCommand } from './confirm-command.ts';
import { buildClockShowCommand } from './show-command.ts';

/** `camwatch clock`: whether the time of this machine is right. */
export function buildClockCommand(context: Context): Command {
  return new Command('clock')
    .addHelpText(
      'after',
      `
Examples:
  camwatch clock show
  camwatch clock confirm --reason "Compared with the wall clock of the control room" --yes`,
    )
    .addCommand(buildClockShowCommand(context))
    .addCommand(buildClockConfirmCommand(context));
}
