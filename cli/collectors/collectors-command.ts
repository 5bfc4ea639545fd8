import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildAddCommand } from './add-command.ts';
import { buildListCommand } from './list-command.ts';
import { buildRevokeCommand } from './revoke-command.ts';

/** `camwatch collectors`: who may send rows to the hub. */
export const buildCollectorsCommand = (context: Context): Command =>
  new Command('collectors')
    .addHelpText(
      'after',
      `
Examples:
  camwatch collectors add ba-dinh-1 --zone ba-dinh
  camwatch collectors list
  camwatch collectors revoke ba-dinh-1`,
    )
    .addCommand(buildAddCommand(context))
    .addCommand(buildListCommand(context))
    .addCommand(buildRevokeCommand(context));
