import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildAddCommand } from './add-command.ts';
import { buildCancelCommand } from './cancel-command.ts';
import { buildListCommand } from './list-command.ts';

/** `camwatch maintenance`: planned work, announced and cancelled; what contracts make of it stands in docs/claims.md. */
export function buildMaintenanceCommand(context: Context): Command {
  return new Command('maintenance')
    .addCommand(buildAddCommand(context))
    .addCommand(buildListCommand(context))
    .addCommand(buildCancelCommand(context));
}
