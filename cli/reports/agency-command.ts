import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { parseName } from '../shell/parse-words.ts';
import { addReportOptions, parseYear, type ReportOptions } from './report-options.ts';
import { runReport } from './run-report.ts';

/** `camwatch report agency`: the year of one agency. */
export function buildAgencyCommand(context: Context): Command {
  const command = addReportOptions(new Command('agency'))
    .description('Write the report of a year of one agency, in the same layout.')
    .argument('[agency]', 'id of the agency', parseName)
    .option('--year <year>', 'year of the report, as report.years of plan.yaml has it', parseYear);
  return command
    .addHelpText(
      'after',
      `
Examples:
  camwatch report agency so-xay-dung --year 2025 --out so-xay-dung
  camwatch report agency ubnd-phuong-ba-dinh --year 2025 --format docx,xlsx --out ba-dinh`,
    )
    .action(async (agency: string | undefined, options: ReportOptions) => {
      const isAsked = agency !== undefined && options.year !== undefined;
      if (isAsked === (options.from !== undefined))
        command.error('error: expected the id of an agency and --year, or --from with sealed figures');
      await runReport({ ...options, ...(agency !== undefined && { agency }) }, 'agency', context);
    });
}
