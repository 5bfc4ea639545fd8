import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildDecideCommand } from './decide-command.ts';
import { buildDocumentCommand } from './document-command.ts';
import { buildFileCommand } from './file-command.ts';
import { buildHearCommand } from './hear-command.ts';
import { buildListCommand } from './list-command.ts';
import { buildShowCommand } from './show-command.ts';
import { buildWithdrawCommand } from './withdraw-command.ts';

/** `camwatch claim`: claims of excuse (đề nghị loại trừ) from filing to decision; the rules stand in docs/claims.md. */
export function buildClaimCommand(context: Context): Command {
  return new Command('claim')
    .addCommand(buildFileCommand(context))
    .addCommand(buildListCommand(context))
    .addCommand(buildShowCommand(context))
    .addCommand(buildHearCommand(context))
    .addCommand(buildDecideCommand(context))
    .addCommand(buildWithdrawCommand(context))
    .addCommand(buildDocumentCommand(context));
}
