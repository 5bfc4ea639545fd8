import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildAgencyCommand } from './agency-command.ts';
import { buildAnnualCommand } from './annual-command.ts';
import { buildFigureCommand } from './figure-command.ts';
import { buildFiguresCommand } from './figures-command.ts';
import { buildIssueCommand } from './issue-command.ts';
import { buildMonthlyCommand } from './monthly-command.ts';
import { buildVerifyCommand } from './verify-command.ts';

/** `camwatch report`: figures of a time, sealed, and the documents that print them; docs/reports.md. */
export function buildReportCommand(context: Context): Command {
  return new Command('report')
    .addCommand(buildAnnualCommand(context))
    .addCommand(buildMonthlyCommand(context))
    .addCommand(buildAgencyCommand(context))
    .addCommand(buildFiguresCommand(context))
    .addCommand(buildFigureCommand(context))
    .addCommand(buildIssueCommand(context))
    .addCommand(buildVerifyCommand(context));
}
