import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { addReportOptions, parseYear, type ReportOptions } from './report-options.ts';
import { runReport } from './run-report.ts';

/** `camwatch report annual`: the Báo cáo to the People's Committee. */
export function buildAnnualCommand(context: Context): Command {
  const command = addReportOptions(new Command('annual'))
    .description(
      'Write the annual report (Báo cáo) of the city, in the layout of Decree 30/2020, in Vietnamese.',
    )
    .option('--year <year>', 'year of the report, as report.years of plan.yaml has it', parseYear);
  return command
    .addHelpText(
      'after',
      `
The figures are computed once, sealed, and written beside the documents (bao-cao-….json). With --from the same report is written from
them again, byte for byte. What no monitor can know stands in the document as [marked places] and is listed by this command.

Examples:
  camwatch report annual --year 2025 --out reports-2025
  camwatch report annual --year 2025 --format docx,pdf,xlsx --out reports-2025
  camwatch report annual --from reports-2025/bao-cao-city-2025.json --format pdf --out again
  camwatch report annual --year 2025 --recorded-before 2025-11-20T00:00:00Z --table --out reports-2025`,
    )
    .action(async (options: ReportOptions) => {
      if ((options.year === undefined) === (options.from === undefined))
        command.error('error: expected --year, or --from with sealed figures');
      await runReport(options, 'city', context);
    });
}
