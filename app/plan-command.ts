import { Command } from 'commander';
import type { Context } from './context.ts';
import { buildCollectCommand } from './plan/collect-command.ts';
import { buildFormsCommand } from './plan/forms-command.ts';
import { buildRemindCommand } from './plan/remind-command.ts';
import { buildRemoveCommand } from './plan/remove-command.ts';
import { buildSetCommand } from './plan/set-command.ts';
import { buildStatusCommand } from './plan/status-command.ts';

/** `camwatch plan`: the plan of the city, what is entered about it, forms and reminders; docs/plan.md is for officials. */
export function buildPlanCommand(context: Context): Command {
  return new Command('plan')
    .description('The plan of the city: how its tasks stand, registers, forms of the units, reminders.')
    .addCommand(buildStatusCommand(context))
    .addCommand(buildSetCommand(context))
    .addCommand(buildRemoveCommand(context))
    .addCommand(buildRemindCommand(context))
    .addCommand(buildFormsCommand(context))
    .addCommand(buildCollectCommand(context));
}
