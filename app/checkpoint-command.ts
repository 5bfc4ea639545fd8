import { Command } from 'commander';
import { buildCosignCommand } from './checkpoint/cosign-command.ts';
import { buildIssueCommand } from './checkpoint/issue-command.ts';
import { buildShowCommand } from './checkpoint/show-command.ts';
import { buildTakeCommand } from './checkpoint/take-command.ts';
import type { Context } from './context.ts';

/** `camwatch checkpoint`: heads of the ledger that others hold and sign. */
export function buildCheckpointCommand(context: Context): Command {
  return new Command('checkpoint')
    .description(
      'Sign heads of the ledger for others to keep, sign them as a party, take in what parties signed.',
    )
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
