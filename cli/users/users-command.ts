import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildAddCommand, buildInviteCommand } from './add-command.ts';
import { buildDisableCommand, buildEnableCommand, buildEraseCommand } from './keep-commands.ts';
import { buildListCommand } from './list-command.ts';
import { buildOpenidCommand } from './openid-commands.ts';
import { buildSessionsCommand } from './session-commands.ts';
import { buildTokensCommand } from './token-commands.ts';

/** `camwatch users`: who may enter. */
export const buildUsersCommand = (context: Context): Command =>
  new Command('users')
    .addHelpText(
      'after',
      `
Examples:
  camwatch users add nguyen.an --role admin --name "Nguyễn Văn An"
  camwatch users list
  camwatch users sessions list`,
    )
    .addCommand(buildAddCommand(context))
    .addCommand(buildListCommand(context))
    .addCommand(buildInviteCommand(context))
    .addCommand(buildDisableCommand(context))
    .addCommand(buildEnableCommand(context))
    .addCommand(buildEraseCommand(context))
    .addCommand(buildOpenidCommand(context))
    .addCommand(buildSessionsCommand(context))
    .addCommand(buildTokensCommand(context));
