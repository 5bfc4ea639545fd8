import { Command } from 'commander';
import { writeFigures } from '../../reports/actions/write-figures.ts';
import { addHandOutOptions, type HandOutOptions, tellUnrecorded } from '../print/hand-out.ts';
import type { Context } from '../shell/context.ts';
import { parseName } from '../shell/parse-words.ts';
import { openReportContext } from './report-context.ts';
import {
  addQuestionOptions,
  parseMonth,
  parseYear,
  type QuestionOptions,
  questionOf,
} from './report-options.ts';

interface Options extends QuestionOptions, HandOutOptions {
  readonly out?: string;
  readonly force?: boolean;
}

/** `camwatch report figures`: the sealed figures alone. */
export function buildFiguresCommand(context: Context): Command {
  const command = addHandOutOptions(addScopeOptions(addQuestionOptions(new Command('figures'))))
    .description('Compute and seal the figures of a report, without a document.')
    .option('--out <file>', 'file to write (default: print them)')
    .option('--force', 'write over a file that is there');
  return command
    .addHelpText(
      'after',
      `
The same ledger and --recorded-before give the same figures.

Examples:
  camwatch report figures --year 2025 --out figures-2025.json
  camwatch report figures --month 2025-10 | jq .document.sections.months`,
    )
    .action(async (options: Options) => {
      expectScope(command, options);
      const { terminal } = context;
      const { out, force, to } = options;
      const { figures, unrecorded } = await writeFigures(await openReportContext(options, context), {
        ...questionOf(options),
        ...{ out, force, to },
      }).finally(terminal.clearProgress);
      tellUnrecorded(unrecorded, terminal);
      const { text, document, sha256 } = figures;
      terminal.print(out === undefined ? text.trimEnd() : `${out}  ${document.id}  SHA-256 ${sha256}`);
    });
}

export function addScopeOptions(command: Command): Command {
  return command
    .option('--year <year>', 'year of the report, as report.years of plan.yaml has it', parseYear)
    .option('--agency <id>', 'with --year: of this agency alone', parseName)
    .option('--month <month>', 'a month such as 2025-10, in place of --year', parseMonth);
}

export function expectScope(command: Command, { year, month, agency }: QuestionOptions): void {
  if ((year === undefined) === (month === undefined)) command.error('error: expected --year or --month');
  if (agency !== undefined && year === undefined) command.error('error: expected --year with --agency');
}
