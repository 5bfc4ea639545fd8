import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildAckCommand } from './ack-command.ts';
import { buildListCommand } from './list-command.ts';
import { buildLogCommand } from './log-command.ts';
import { buildNoteCommand } from './note-command.ts';
import { buildShowCommand } from './show-command.ts';

/** `camwatch incidents`: what is wrong, who is at it, and what a shift brought; docs/incidents.md. */
export function buildIncidentsCommand(context: Context): Command {
  return new Command('incidents')
    .addCommand(buildListCommand(context))
    .addCommand(buildShowCommand(context))
    .addCommand(buildAckCommand(context))
    .addCommand(buildNoteCommand(context))
    .addCommand(buildLogCommand(context));
}
