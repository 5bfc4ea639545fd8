import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildAckCommand } from './ack-command.ts';
import { DUTY_COMMANDS } from './duty-commands.ts';
import { buildListCommand } from './list-command.ts';
import { buildLogCommand } from './log-command.ts';
import { buildNoteCommand } from './note-command.ts';
import { buildShowCommand } from './show-command.ts';

/** `camwatch incidents`: what is wrong, who is at it, and what a shift brought; docs/incidents.md. */
export function buildIncidentsCommand(context: Context): Command {
  const command = new Command('incidents')
    .addCommand(buildListCommand(context))
    .addCommand(buildShowCommand(context))
    .addCommand(buildAckCommand(context))
    .addCommand(buildNoteCommand(context));
  for (const build of DUTY_COMMANDS) command.addCommand(build(context));
  return command.addCommand(buildLogCommand(context));
}
