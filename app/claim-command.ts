import { Command } from 'commander';
import { buildDecideCommand } from './claim/decide-command.ts';
import { buildFileCommand } from './claim/file-command.ts';
import { buildHearCommand } from './claim/hear-command.ts';
import { buildListCommand } from './claim/list-command.ts';
import { buildShowCommand } from './claim/show-command.ts';
import { buildWithdrawCommand } from './claim/withdraw-command.ts';
import type { Context } from './context.ts';

/** `camwatch claim`: claims of excuse (đề nghị loại trừ) from filing to decision; the rules stand in docs/claims.md. */
export function buildClaimCommand(context: Context): Command {
  return new Command('claim')
    .description('Ask that an outage be taken out of the figures of a contract, hear who it touches, decide.')
    .addCommand(buildFileCommand(context))
    .addCommand(buildListCommand(context))
    .addCommand(buildShowCommand(context))
    .addCommand(buildHearCommand(context))
    .addCommand(buildDecideCommand(context))
    .addCommand(buildWithdrawCommand(context));
}
