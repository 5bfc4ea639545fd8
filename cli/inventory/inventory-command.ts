import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildApplyCommand } from './apply-command.ts';
import { buildDiffCommand } from './diff-command.ts';
import { buildWithheldCommand } from './inventory-withheld-command.ts';

/** `camwatch inventory`: what the configuration says and the ledger does not yet, shown or written. */
export const buildInventoryCommand = (context: Context): Command =>
  new Command('inventory')
    .addCommand(buildDiffCommand(context))
    .addCommand(buildApplyCommand(context))
    .addCommand(buildWithheldCommand(context));
