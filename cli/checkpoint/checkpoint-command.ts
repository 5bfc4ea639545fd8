import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildCosignCommand } from './cosign-command.ts';
import { buildIssueCommand } from './issue-command.ts';
import { buildShowCommand } from './show-command.ts';
import { buildTakeCommand } from './take-command.ts';

/** `camwatch checkpoint`: heads of the ledger that others hold and sign. */
export function buildCheckpointCommand(context: Context): Command {
  return new Command('checkpoint')
    .addHelpText(
      'after',
      `
Examples:
  camwatch checkpoint show
  camwatch checkpoint cosign mail.eml --key our.pem --name dost.example.org/camwatch
  camwatch checkpoint take answer.eml`,
    )
    .addCommand(buildIssueCommand(context))
    .addCommand(buildShowCommand(context))
    .addCommand(buildCosignCommand(context))
    .addCommand(buildTakeCommand(context));
}
