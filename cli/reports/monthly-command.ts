import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { addReportOptions, parseMonth, type ReportOptions } from './report-options.ts';
import { runReport } from './run-report.ts';

interface Options extends ReportOptions {
  readonly period?: string;
}

/** `camwatch report monthly`: a month of the city. */
export function buildMonthlyCommand(context: Context): Command {
  const command = addReportOptions(new Command('monthly'))
    .description('Write the report of a month of the city, in the same layout.')
    .option('--period <month>', 'month such as 2025-10', parseMonth);
  return command
    .addHelpText(
      'after',
      `
Examples:
  camwatch report monthly --period 2025-10 --out october
  camwatch report monthly --period 2025-10 --format pdf,xlsx --out october --json`,
    )
    .action(async ({ period, ...options }: Options) => {
      if ((period === undefined) === (options.from === undefined))
        command.error('error: expected --period, or --from with sealed figures');
      await runReport({ ...options, ...(period !== undefined && { month: period }) }, 'month', context);
    });
}
