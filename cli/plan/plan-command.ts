import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildCollectCommand } from './collect-command.ts';
import { buildFormsCommand } from './forms-command.ts';
import { buildHandoversCommand } from './handovers-command.ts';
import { buildRemindCommand } from './remind-command.ts';
import { buildRemoveCommand } from './remove-command.ts';
import { buildSetCommand } from './set-command.ts';
import { buildStatusCommand } from './status-command.ts';

/** `camwatch plan`: the plan of the city, what is entered about it, forms and reminders; docs/plan.md is for officials. */
export function buildPlanCommand(context: Context): Command {
  return new Command('plan')
    .addCommand(buildStatusCommand(context))
    .addCommand(buildSetCommand(context))
    .addCommand(buildRemoveCommand(context))
    .addCommand(buildRemindCommand(context))
    .addCommand(buildFormsCommand(context))
    .addCommand(buildCollectCommand(context))
    .addCommand(buildHandoversCommand(context));
}
