import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildAgreeCommand } from './agree-command.ts';
import { buildDocumentCommand } from './document-command.ts';
import { buildDraftCommand } from './draft-command.ts';
import { buildExplainCommand } from './explain-command.ts';
import { buildIssueCommand } from './issue-command.ts';
import { buildListCommand } from './list-command.ts';
import { buildObjectCommand } from './object-command.ts';
import { buildObjectionCommand } from './objection-command.ts';
import { buildRestateCommand } from './restate-command.ts';
import { buildShowCommand } from './show-command.ts';
import { buildVerifyCommand } from './verify-command.ts';

/** `camwatch statement`: a contract's figures for a period, sealed; how they are checked stands in docs/statements.md. */
export function buildStatementCommand(context: Context): Command {
  return new Command('statement')
    .addCommand(buildDraftCommand(context))
    .addCommand(buildAgreeCommand(context))
    .addCommand(buildObjectCommand(context))
    .addCommand(buildObjectionCommand(context))
    .addCommand(buildIssueCommand(context))
    .addCommand(buildRestateCommand(context))
    .addCommand(buildListCommand(context))
    .addCommand(buildShowCommand(context))
    .addCommand(buildDocumentCommand(context))
    .addCommand(buildVerifyCommand(context))
    .addCommand(buildExplainCommand(context));
}
