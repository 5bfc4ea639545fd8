import { Command } from 'commander';
import type { Context } from './context.ts';
import { buildDocumentCommand } from './statement/document-command.ts';
import { buildDraftCommand } from './statement/draft-command.ts';
import { buildExplainCommand } from './statement/explain-command.ts';
import { buildIssueCommand } from './statement/issue-command.ts';
import { buildListCommand } from './statement/list-command.ts';
import { buildObjectCommand } from './statement/object-command.ts';
import { buildRestateCommand } from './statement/restate-command.ts';
import { buildShowCommand } from './statement/show-command.ts';
import { buildVerifyCommand } from './statement/verify-command.ts';

/** `camwatch statement`: a contract's figures for a period, sealed; how they are checked stands in docs/statements.md. */
export function buildStatementCommand(context: Context): Command {
  return new Command('statement')
    .description(
      'Draft, object to, issue, restate and verify statements of contracts; explain their figures.',
    )
    .addCommand(buildDraftCommand(context))
    .addCommand(buildObjectCommand(context))
    .addCommand(buildIssueCommand(context))
    .addCommand(buildRestateCommand(context))
    .addCommand(buildListCommand(context))
    .addCommand(buildShowCommand(context))
    .addCommand(buildDocumentCommand(context))
    .addCommand(buildVerifyCommand(context))
    .addCommand(buildExplainCommand(context));
}
